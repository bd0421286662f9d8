package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/// What happened, by when it did.
public final class InMemorySyncLog implements SyncLog {

  private final InMemoryDatabase database;
  private final Rows<SyncEvent> rows;
  private final Rows<Contact> contacts;

  public InMemorySyncLog(InMemoryDatabase database) {
    this.database = database;
    this.rows = Rows.ofAgency(database, "sync_event", SyncEvent.class);
    this.contacts = Rows.ofAgency(database, InMemoryContacts.TABLE, Contact.class);
  }

  private static String key(SyncEvent event) {
    return Slices.newestFirst(event.at(), event.id());
  }

  @Override
  public void note(Collection<SyncEvent> events) {
    for (var event : events) {
      var whole =
          new SyncEvent(
              event.id(),
              event.at(),
              event.kind(),
              whole(event.subject()),
              event.result(),
              event.actor());
      rows.put(key(whole), whole);
    }
  }

  private Subject whole(Subject told) {
    var link = told.connection().flatMap(connection -> link(connection, told));
    var person = told.contact().or(() -> link.map(ContactLink::contact));
    var record =
        told.externalId()
            .or(() -> link.map(ContactLink::externalId))
            .filter(_ -> told.contact().map(this::isThere).orElse(true));
    return new Subject(told.connection(), told.provider(), person, record);
  }

  private boolean isThere(ContactId person) {
    return contacts.find(person.toString()).isPresent();
  }

  private Optional<ContactLink> link(ConnectionId connection, Subject told) {
    return told.contact()
        .map(person -> InMemoryContactLinks.find(database, connection, person))
        .orElseGet(() ->
            told.externalId()
                .flatMap(record -> InMemoryContactLinks.find(database, connection, record)));
  }

  /// What is too old is not taken out, because nobody shall wait for whoever does, but it is not
  /// shown either.
  @Override
  public Slice<SyncEvent> list(Filter filter, Slice.Request request) {
    var oldest = rows.stream().findFirst().map(newest -> newest.at().minus(KEPT));
    var meant =
        rows.stream()
            .filter(event -> !event.at().isBefore(oldest.orElseThrow()))
            .filter(event -> isMeant(event, filter))
            .toList();
    var slice = Slices.cut(meant, InMemorySyncLog::key, request);
    return new Slice<>(slice.items(), slice.next(), Math.min(COUNTED_MAX, slice.total()));
  }

  private boolean isMeant(SyncEvent event, Filter filter) {
    return (filter.provider().isEmpty() || filter.provider().equals(event.subject().provider()))
        && filter.kinds().contains(event.kind())
        && filter.outcomes().contains(event.result().outcome())
        && filter.from().map(from -> !event.at().isBefore(from)).orElse(true)
        && filter.until().map(event.at()::isBefore).orElse(true)
        && filter.contact().map(person -> isAbout(event, person)).orElse(true)
        && (filter.doer() == Doer.ANYBODY || event.actor().isPresent());
  }

  private boolean isAbout(SyncEvent event, ContactId person) {
    var people = Merged.oneWith(database, person);
    return event.subject().contact().filter(people::contains).isPresent();
  }

  @Override
  public void forget(ContactId person) {
    remove(event -> isAbout(event, person) || isOfARecordOf(event.subject(), person));
  }

  private boolean isOfARecordOf(Subject subject, ContactId person) {
    return subject.contact().isEmpty()
        && subject
            .connection()
            .flatMap(connection -> link(connection, subject))
            .filter(link -> link.contact().equals(person))
            .isPresent();
  }

  private void remove(Predicate<SyncEvent> which) {
    rows.stream().filter(which).map(InMemorySyncLog::key).toList().forEach(rows::remove);
  }
}
