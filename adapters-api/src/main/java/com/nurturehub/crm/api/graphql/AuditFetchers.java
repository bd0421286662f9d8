package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.audit.AuditTrail.Break;
import com.nurturehub.crm.application.audit.ReadAuditTrail;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// What was decided, the proof of it, and bringing back what was set aside.
@Controller
public class AuditFetchers {

  private final ReadAuditTrail trail;
  private final RestoreVersion restore;
  private final FindContacts contacts;

  public AuditFetchers(ReadAuditTrail trail, RestoreVersion restore, FindContacts contacts) {
    this.trail = trail;
    this.restore = restore;
    this.contacts = contacts;
  }

  record FilterInput(@Nullable String contactId) {

    Optional<ContactId> about() {
      return Optional.ofNullable(contactId).map(NodeIds::read).map(ContactId::new);
    }
  }

  record ProofNode(
      boolean intact,
      long entries,
      String head,
      Optional<Long> brokenAt,
      Optional<String> brokenBecause) {}

  record VersionRestored(ContactNode contact) {}

  @QueryMapping
  Page<AuditEntryNode> auditTrail(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @Argument @Nullable FilterInput filter,
      @AuthenticationPrincipal Identity caller) {
    var window = Window.of(first, after);
    var about = Optional.ofNullable(filter).flatMap(FilterInput::about);
    var slice = trail.list(caller.acting(Scope.AUDIT), about, window.request());
    return window.page(slice, AuditEntryNode::of);
  }

  @QueryMapping
  ProofNode verifyAuditTrail(@AuthenticationPrincipal Identity caller) {
    var proof = trail.verify(caller.acting(Scope.AUDIT));
    return new ProofNode(
        proof.intact(),
        proof.entries(),
        proof.head(),
        proof.broken().map(Break::number),
        proof.broken().map(Break::why));
  }

  @MutationMapping
  Object restoreVersion(@Argument String auditEntryId, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.DECIDE);
    var entry = new AuditEntryId(NodeIds.read(auditEntryId));
    return switch (restore.restore(agency, entry, caller.actor())) {
      case RestoreVersion.Outcome.Restored(var contact) ->
          contacts
              .find(agency, contact.id())
              .<Object>map(found -> new VersionRestored(ContactNode.of(found)))
              .orElseGet(Problem.ContactErased::new);
      case RestoreVersion.Outcome.NothingToRestore _ -> new Problem.NothingToRestore();
      case RestoreVersion.Outcome.WasErased _ -> new Problem.ContactErased();
    };
  }
}
