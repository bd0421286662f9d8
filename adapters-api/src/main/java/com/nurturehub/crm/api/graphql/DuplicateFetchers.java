package com.nurturehub.crm.api.graphql;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.MergeContacts;
import com.nurturehub.crm.application.contact.MergeContacts.Outcome;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.List;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// What a person says about people who may be one and the same.
@Controller
public class DuplicateFetchers {

  private final SettleDuplicates duplicates;
  private final MergeContacts merging;
  private final FindContacts contacts;

  public DuplicateFetchers(
      SettleDuplicates duplicates, MergeContacts merging, FindContacts contacts) {
    this.duplicates = duplicates;
    this.merging = merging;
    this.contacts = contacts;
  }

  record ContactsMerged(ContactNode contact) {}

  record KeptApart(List<String> ids) {}

  @MutationMapping
  Object keepApart(@Argument List<String> ids, @AuthenticationPrincipal Identity caller) {
    return duplicates.keepApart(caller.acting(Scope.DECIDE), people(ids), caller.actor())
        ? new KeptApart(ids)
        : new Problem.NoSuchContact();
  }

  @MutationMapping
  Object mergeContacts(
      @Argument List<String> ids,
      @Argument String survivor,
      @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.DECIDE);
    var chosen = new ContactId(NodeIds.read(survivor));
    return switch (merging.merge(agency, people(ids), chosen, caller.actor())) {
      case Outcome.Merged(var contact) ->
          contacts
              .find(agency, contact.id())
              .<Object>map(found -> new ContactsMerged(ContactNode.of(found)))
              .orElseGet(Problem.NoSuchContact::new);
      case Outcome.NoSuchContact() -> new Problem.NoSuchContact();
      case Outcome.ApartInCrm(var crms) -> new Problem.ApartInCrm(crms);
    };
  }

  private static Set<ContactId> people(List<String> ids) {
    return ids.stream().map(NodeIds::read).map(ContactId::new).collect(toUnmodifiableSet());
  }
}
