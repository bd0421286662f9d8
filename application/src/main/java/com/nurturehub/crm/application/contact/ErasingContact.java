package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

record ErasingContact(
    Transactions transactions,
    Contacts contacts,
    ContactLinks links,
    Connections connections,
    Tombstones tombstones,
    EventInbox inbox,
    AuditTrail audit,
    Ids ids,
    InstantSource clock)
    implements EraseContact {

  @Override
  public boolean erase(AgencyId agency, ContactId id, String actor) {
    return transactions.in(
        agency,
        () -> {
          var contact = contacts.hold(id).or(() -> heir(id));
          contact.ifPresent(person -> erase(person, actor));
          return contact.isPresent();
        });
  }

  private Optional<Contact> heir(ContactId merged) {
    return Optional.ofNullable(contacts.heirs(Set.of(merged)).get(merged)).flatMap(contacts::hold);
  }

  private void erase(Contact person, String actor) {
    bury(person);
    links
        .of(List.of(person.id()))
        .forEach(link -> inbox.forget(link.connection(), List.of(link.externalId())));
    audit.forget(person.id());
    contacts.erase(person.id());
    audit.append(
        List.of(
            new AuditEntry(
                new AuditEntryId(ids.next()),
                clock.instant(),
                Kind.ERASED,
                Optional.of(person.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "The person asked to be forgotten.",
                actor)));
  }

  /// Also where the agency had another account at the same CRM before.
  private void bury(Contact person) {
    tombstones.bury(person.id());
    tombstones.bury(Map.of(), person.details().emails());
    for (var link : links.of(List.of(person.id()))) {
      connections
          .find(link.connection())
          .ifPresent(connection ->
              tombstones.bury(Map.of(connection.provider(), link.externalId()), List.of()));
    }
  }
}
