package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

record RestoringVersion(
    Transactions transactions,
    Contacts contacts,
    AuditTrail audit,
    TellCrms tellCrms,
    Ids ids,
    InstantSource clock)
    implements RestoreVersion {

  private static final int ROUNDS_MAX = 20;

  @Override
  public Outcome restore(AgencyId agency, AuditEntryId entry, String actor) {
    for (var round = 0; round < ROUNDS_MAX; round++) {
      var outcome = transactions.in(agency, () -> attempt(entry, actor));
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new IllegalStateException("the contact keeps changing while a version is restored");
  }

  /// Empty when somebody changed the contact meanwhile.
  private Optional<Outcome> attempt(AuditEntryId id, String actor) {
    var found = audit.find(id);
    if (found.isPresent() && found.get().erased()) {
      return Optional.of(new Outcome.WasErased());
    }
    var discarded = found.flatMap(entry -> discarded(entry.entry()));
    if (discarded.isEmpty()) {
      return Optional.of(new Outcome.NothingToRestore());
    }
    var contact = find(discarded.get().person());
    if (contact.isEmpty()) {
      return Optional.of(new Outcome.WasErased());
    }
    return restore(contact.get(), discarded.get(), actor);
  }

  private Optional<Contact> find(ContactId person) {
    return Optional.ofNullable(contacts.find(List.of(person)).get(person))
        .or(() ->
            Optional.ofNullable(contacts.heirs(List.of(person)).get(person)).flatMap(this::find));
  }

  private Optional<Outcome> restore(Contact contact, Discarded discarded, String actor) {
    var details = discarded.onto(contact.details());
    var restored =
        details.equals(contact.details()) ? contact : contact.edited(details, clock.instant());
    if (!restored.equals(contact)) {
      if (!contacts.replace(List.of(restored)).isEmpty()) {
        return Optional.empty();
      }
      tellCrms.tell(List.of(TellCrms.Changed.edited(contact, restored)), Optional.empty());
      audit.append(List.of(entry(contact, restored, actor)));
    }
    var stored = contacts.find(List.of(contact.id())).getOrDefault(contact.id(), restored);
    return Optional.of(new Outcome.Restored(stored));
  }

  private AuditEntry entry(Contact before, Contact restored, String actor) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        clock.instant(),
        Kind.RESTORED,
        Optional.of(restored.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Versions(restored.details(), before.details())),
        "A discarded version was made current again.",
        actor);
  }

  /// What an entry set aside: of the hub's version the fields that went to the CRM, and the other
  /// way round.
  private record Discarded(
      ContactId person, Versions versions, Set<ContactField> ofHub, Set<ContactField> ofCrm) {

    ContactDetails onto(ContactDetails current) {
      return current.take(ofHub, versions.hub()).take(ofCrm, versions.crm());
    }
  }

  private static Optional<Discarded> discarded(AuditEntry entry) {
    if (entry.about().isEmpty() || entry.versions().isEmpty() || entry.outcome().isEmpty()) {
      return Optional.empty();
    }
    var outcome = entry.outcome().get();
    var ofHub = new HashSet<>(outcome.differing());
    ofHub.removeAll(outcome.toHub());
    return Optional.of(
        new Discarded(entry.about().get(), entry.versions().get(), ofHub, outcome.toHub()));
  }
}
