package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.CommittedChange.Before;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.link.CrmContact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// People, and how they are found again.
public final class InMemoryContacts implements Contacts {

  static final String TABLE = "contact";

  private final InMemoryDatabase database;
  private final Rows<Contact> rows;
  private final InstantSource clock;

  public InMemoryContacts(InMemoryDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.rows = Rows.ofAgency(database, TABLE, Contact.class);
  }

  @Override
  public Map<ContactId, Contact> find(Collection<ContactId> ids) {
    var found = new LinkedHashMap<ContactId, Contact>();
    for (var id : ids) {
      rows.find(id.toString()).ifPresent(contact -> found.put(id, contact));
    }
    return found;
  }

  @Override
  public Optional<Contact> hold(ContactId id) {
    return rows.lock(id.toString());
  }

  @Override
  public List<Contact> candidates(ConnectionId connection, Collection<CrmContact> newcomers) {
    var linked =
        InMemoryContactLinks.rows(database).stream()
            .filter(link -> link.connection().equals(connection))
            .map(link -> link.contact())
            .collect(Collectors.toSet());
    var references =
        newcomers.stream().flatMap(n -> n.reference().stream()).collect(Collectors.toSet());
    var handles = newcomers.stream().flatMap(n -> handles(n.details())).collect(Collectors.toSet());
    return rows.stream()
        .filter(contact -> !linked.contains(contact.id()))
        .filter(contact ->
            references.contains(contact.id())
                || handles(contact.details()).anyMatch(handles::contains))
        .toList();
  }

  private static Stream<String> handles(ContactDetails details) {
    return Stream.concat(
        details.emails().stream().map(EmailAddress::value),
        details.phones().stream().filter(PhoneNumber::isDiallable).map(PhoneNumber::value));
  }

  @Override
  public void add(Collection<Contact> fresh) {
    for (var contact : fresh) {
      var first = contact.atVersion(1);
      rows.add(contact.id().toString(), first);
      tell(CommittedChange.created(first, clock.instant()));
    }
  }

  @Override
  public Set<ContactId> replace(Collection<Contact> changed) {
    var movedOn = new LinkedHashSet<ContactId>();
    for (var contact : changed) {
      var key = contact.id().toString();
      var stored = rows.lock(key);
      if (stored.filter(s -> s.version() == contact.version()).isPresent()) {
        var next = contact.atVersion(contact.version() + 1);
        rows.put(key, next);
        tell(CommittedChange.replaced(Before.of(stored.get()), next, clock.instant()));
      } else {
        movedOn.add(contact.id());
      }
    }
    return movedOn;
  }

  private void tell(CommittedChange change) {
    database.journal(InMemoryContactFeed.JOURNAL, change);
  }

  @Override
  public Slice<Contact> list(ContactFilter filter, Slice.Request request) {
    var meant = rows.stream().filter(contact -> isMeant(filter, contact)).toList();
    return Slices.cut(meant, contact -> contact.id().toString(), request);
  }

  private static boolean isMeant(ContactFilter filter, Contact contact) {
    var details = contact.details();
    return switch (filter.archived()) {
          case INCLUDED -> true;
          case EXCLUDED -> contact.archivedAt().isEmpty();
          case ONLY -> contact.archivedAt().isPresent();
        }
        && filter.category().map(details.categories()::contains).orElse(true)
        && filter.text().map(text -> mentions(details, text)).orElse(true);
  }

  private static boolean mentions(ContactDetails details, String text) {
    var sought = text.strip().toLowerCase(Locale.ROOT);
    var words = details.name().full().toLowerCase(Locale.ROOT).split("\\s+", -1);
    return Arrays.stream(words).anyMatch(word -> word.startsWith(sought))
        || details.emails().stream().anyMatch(email -> email.value().contains(sought))
        || details.phones().stream().anyMatch(phone -> phone.value().contains(sought));
  }

  @Override
  public long count() {
    return rows.all().size();
  }

  @Override
  public void merge(Set<ContactId> merged, ContactId survivor, Instant at) {
    for (var id : merged) {
      if (rows.lock(id.toString()).isPresent()) {
        rows.remove(id.toString());
        tell(CommittedChange.merged(id, survivor, clock.instant()));
      }
    }
    InMemoryContactLinks.forget(database, merged);
    InMemoryOutbox.handOver(database, merged, survivor);
    InMemoryHandChanges.handOver(database, merged, survivor);
    InMemoryDuplicates.handOver(database, merged, survivor);
    InMemoryRequests.handOver(database, merged, survivor);
    Merged.remember(database, merged, survivor);
  }

  @Override
  public Map<ContactId, ContactId> heirs(Collection<ContactId> ids) {
    return Merged.heirs(database, ids);
  }

  @Override
  public void erase(ContactId id) {
    if (rows.lock(id.toString()).isPresent()) {
      rows.remove(id.toString());
      tellErased(id);
      Merged.into(database, id).forEach(this::tellErased);
    }
    var hanging = new HashSet<ContactId>(Set.of(id));
    InMemoryContactLinks.forget(database, hanging);
    InMemoryOutbox.forget(database, hanging);
    InMemoryHandChanges.forget(database, hanging);
    InMemoryDuplicates.forget(database, hanging);
    Merged.forget(database, id);
  }

  private void tellErased(ContactId id) {
    database.journal(
        InMemoryContactFeed.JOURNAL,
        CommittedChange.erased(id, clock.instant()),
        told -> told instanceof CommittedChange change && change.contact().equals(id));
  }
}
