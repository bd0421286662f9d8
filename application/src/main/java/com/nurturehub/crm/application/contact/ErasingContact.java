package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record ErasingContact(
    Transactions transactions,
    Contacts contacts,
    ContactLinks links,
    Connections connections,
    Tombstones tombstones,
    AuditTrail audit,
    Ids ids,
    InstantSource clock)
    implements EraseContact {

  @Override
  public boolean erase(AgencyId agency, ContactId id, String actor) {
    return transactions.in(
        agency,
        () -> {
          var contact = Optional.ofNullable(contacts.find(List.of(id)).get(id));
          contact.ifPresent(person -> erase(person, actor));
          return contact.isPresent();
        });
  }

  private void erase(Contact person, String actor) {
    tombstones.bury(externalIds(person.id()), person.details().emails());
    contacts.erase(person.id());
    audit.forget(person.id());
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

  private Map<CrmProvider, ExternalId> externalIds(ContactId id) {
    var byProvider = new EnumMap<CrmProvider, ExternalId>(CrmProvider.class);
    for (var link : links.of(List.of(id))) {
      connections
          .find(link.connection())
          .ifPresent(connection -> byProvider.put(connection.provider(), link.externalId()));
    }
    return byProvider;
  }
}
