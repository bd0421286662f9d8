package com.nurturehub.crm.testkit.memory;

import static java.util.stream.Collectors.toSet;

import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.InSync;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.push.ChangeByHand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Links, by connection and external id.
public final class InMemoryContactLinks implements ContactLinks {

  private final InMemoryDatabase database;
  private final Rows<ContactLink> rows;
  private final Rows<Contact> contacts;

  /// Which external id a contact has at a connection, so that two writers of one notice each other.
  private final Rows<ExternalId> byContact;

  public InMemoryContactLinks(InMemoryDatabase database) {
    this.database = database;
    this.rows = rows(database);
    this.byContact = byContact(database);
    this.contacts = Rows.ofAgency(database, InMemoryContacts.TABLE, Contact.class);
  }

  static Rows<ContactLink> rows(InMemoryDatabase database) {
    return Rows.ofAgency(database, "contact_link", ContactLink.class);
  }

  private static Rows<ExternalId> byContact(InMemoryDatabase database) {
    return Rows.ofAgency(database, "contact_link_by_contact", ExternalId.class);
  }

  static void forget(InMemoryDatabase database, Set<ContactId> people) {
    var rows = rows(database);
    for (var link : rows.all()) {
      if (people.contains(link.contact())) {
        rows.remove(key(link.connection(), link.externalId()));
        byContact(database).remove(key(link.connection(), link.contact()));
      }
    }
  }

  private static String key(ConnectionId connection, Object id) {
    return connection + " " + id;
  }

  @Override
  public Known known(ConnectionId connection, Map<ExternalId, Fingerprint> shown) {
    var settled = new LinkedHashSet<ExternalId>();
    var moved = new LinkedHashMap<ExternalId, Linked>();
    shown.forEach((id, fingerprint) -> {
      var link = rows.find(key(connection, id));
      var contact = link.flatMap(l -> contacts.find(l.contact().toString()));
      if (link.isPresent() && contact.isPresent()) {
        if (link.get().hasSettled(fingerprint, contact.get().edition())) {
          settled.add(id);
        } else {
          moved.put(id, new Linked(link.get(), contact.get()));
        }
      }
    });
    return new Known(settled, moved);
  }

  static Optional<ContactLink> find(
      InMemoryDatabase database, ConnectionId connection, ExternalId record) {
    return rows(database).find(key(connection, record));
  }

  static Optional<ContactLink> find(
      InMemoryDatabase database, ConnectionId connection, ContactId contact) {
    return byContact(database)
        .find(key(connection, contact))
        .flatMap(record -> find(database, connection, record));
  }

  @Override
  public Map<ContactId, ContactLink> find(ConnectionId connection, Collection<ContactId> contacts) {
    var found = new LinkedHashMap<ContactId, ContactLink>();
    for (var contact : contacts) {
      byContact
          .find(key(connection, contact))
          .flatMap(id -> rows.find(key(connection, id)))
          .ifPresent(link -> found.put(contact, link));
    }
    return found;
  }

  @Override
  public List<ContactLink> of(Collection<ContactId> contacts) {
    var sought = Set.copyOf(contacts);
    return rows.stream().filter(link -> sought.contains(link.contact())).toList();
  }

  @Override
  public void keep(Collection<ContactLink> links) {
    for (var link : links) {
      var contactKey = key(link.connection(), link.contact());
      var other = byContact.lock(contactKey).filter(id -> !id.equals(link.externalId()));
      if (other.isPresent()) {
        throw new IllegalStateException(
            "contact %s is linked there already".formatted(link.contact()));
      }
      if (contacts.find(link.contact().toString()).isEmpty()) {
        continue;
      }
      var key = key(link.connection(), link.externalId());
      rows.lock(key)
          .filter(before -> !before.contact().equals(link.contact()))
          .ifPresent(before -> byContact.remove(key(link.connection(), before.contact())));
      rows.put(key, link);
      byContact.put(contactKey, link.externalId());
    }
  }

  @Override
  public long count(ConnectionId connection) {
    return rows.stream().filter(link -> link.connection().equals(connection)).count();
  }

  @Override
  public InSync inSync(ConnectionId connection) {
    var waiting =
        Stream.concat(
                InMemoryOutbox.waiting(database, connection),
                InMemoryHandChanges.open(database, connection).map(ChangeByHand::contact))
            .collect(toSet());
    var unreadable = InMemoryQuarantine.unreadable(database, connection).collect(toSet());
    var theirs =
        rows.stream()
            .filter(link -> link.connection().equals(connection))
            .filter(link -> link.presence() != Presence.GONE)
            .toList();
    var proven =
        theirs.stream()
            .filter(link -> !waiting.contains(link.contact()))
            .filter(link -> !unreadable.contains(link.externalId()))
            .count();
    return new InSync(proven, theirs.size());
  }
}
