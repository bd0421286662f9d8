package com.nurturehub.crm.api.graphql;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.IdentityAuthentication;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.domain.contact.ContactId;
import java.security.Principal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Controller;

/// The contacts behind the nodes of a page, looked up all at once. Somebody who was erased is
/// nobody's contact any more.
@Controller
public class ContactsOfNodes {

  private final FindContacts contacts;

  public ContactsOfNodes(FindContacts contacts) {
    this.contacts = contacts;
  }

  @BatchMapping(typeName = "Push", field = "contact")
  Map<PushNode, ContactNode> ofPushes(List<PushNode> pushes, Principal caller) {
    return contacts(pushes, push -> Optional.of(push.contactId()), caller);
  }

  @BatchMapping(typeName = "ChangeByHand", field = "contact")
  Map<ChangeByHandNode, ContactNode> ofChanges(List<ChangeByHandNode> changes, Principal caller) {
    return contacts(changes, change -> Optional.of(change.contactId()), caller);
  }

  @BatchMapping(typeName = "PreviewItem", field = "contact")
  Map<PreviewItemNode, ContactNode> ofPreviews(List<PreviewItemNode> items, Principal caller) {
    return contacts(items, item -> Optional.of(item.contactId()), caller);
  }

  @BatchMapping(typeName = "AuditEntry", field = "contact")
  Map<AuditEntryNode, ContactNode> ofEntries(List<AuditEntryNode> entries, Principal caller) {
    return contacts(entries, AuditEntryNode::about, caller);
  }

  @BatchMapping(typeName = "SyncEvent", field = "contact")
  Map<SyncEventNode, ContactNode> ofEvents(List<SyncEventNode> events, Principal caller) {
    return contacts(events, SyncEventNode::contactId, caller);
  }

  @BatchMapping(typeName = "PossibleDuplicate", field = "contacts")
  Map<PossibleDuplicateNode, List<ContactNode>> ofDuplicates(
      List<PossibleDuplicateNode> duplicates, Principal caller) {
    var ids =
        duplicates.stream().flatMap(pair -> pair.people().stream()).collect(toUnmodifiableSet());
    var found = contacts.find(identity(caller).acting(Scope.READ), ids);
    var byNode = new HashMap<PossibleDuplicateNode, List<ContactNode>>();
    for (var pair : duplicates) {
      byNode.put(
          pair,
          pair.people().stream()
              .filter(found::containsKey)
              .sorted(Comparator.comparing(ContactId::toString))
              .map(id -> ContactNode.of(Objects.requireNonNull(found.get(id))))
              .toList());
    }
    return byNode;
  }

  private <N> Map<N, ContactNode> contacts(
      List<N> nodes, Function<N, Optional<ContactId>> about, Principal caller) {
    var ids = nodes.stream().map(about).flatMap(Optional::stream).collect(toUnmodifiableSet());
    var found = contacts.find(identity(caller).acting(Scope.READ), ids);
    var byNode = new HashMap<N, ContactNode>();
    for (var node : nodes) {
      about
          .apply(node)
          .map(found::get)
          .ifPresent(contact -> byNode.put(node, ContactNode.of(contact)));
    }
    return byNode;
  }

  private static Identity identity(Principal caller) {
    if (caller instanceof IdentityAuthentication known) {
      return known.getPrincipal();
    }
    throw new AuthenticationCredentialsNotFoundException("nobody");
  }
}
