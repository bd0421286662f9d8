package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.WebhookEvent;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks after what the CRM has told us: each record that was named is read afresh, many at once,
/// and reconciled like any page. So it does not matter in which order messages come, or how often.
record WorkOffEvents(
    EventInbox inbox,
    Subscriptions subscriptions,
    SyncRuns runs,
    CommitPage commitPage,
    Logbook logbook,
    InstantSource clock) {

  private static final int EVENTS_AT_ONCE = 1_000;
  private static final int RECORDS_AT_ONCE = 100;

  /// A record that was told of and is not shown may not have reached the CRM's own copies yet. What
  /// stays away for longer is for a full pass to find.
  private static final Duration UNSHOWN_BORNE = Duration.ofMinutes(1);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  /// So long repeated messages are known for what they are; the CRMs repeat for up to 28 hours.
  private static final Duration REMEMBERED = Duration.ofDays(7);

  /// Works off what waits, as long as the slice has time, and returns who was read afresh. Before
  /// the first sync has begun there is nothing to do, because it reads everything anyway.
  Set<ExternalId> workOff(
      HeldLane lane, Connection connection, CRMConnector crm, Capabilities capabilities) {
    var seen = new HashSet<EventId>();
    var read = new HashSet<ExternalId>();
    while (lane.hasTime()) {
      var batch = lane.commit(() -> load(connection, seen));
      if (batch.isEmpty()) {
        break;
      }
      batch.get().events().forEach(event -> seen.add(event.id()));
      for (var page : workOff(lane, connection, crm, capabilities, batch.get())) {
        page.contacts().forEach(contact -> read.add(contact.id()));
      }
    }
    return read;
  }

  /// When to look at what waits again.
  Optional<Instant> nextDue(Connection connection) {
    return inbox.countWaiting(connection.id()) == 0
        ? Optional.empty()
        : Optional.of(clock.instant().plus(LOOK_AGAIN));
  }

  /// Some events, and the run under whose name a record is set aside that cannot be read.
  private record Batch(List<WebhookEvent> events, SyncRun run) {

    Set<ExternalId> records() {
      return events.stream().flatMap(event -> record(event).stream()).collect(Collectors.toSet());
    }

    boolean has(Class<? extends Subject> kind) {
      return events.stream().map(WebhookEvent::subject).anyMatch(kind::isInstance);
    }
  }

  private Optional<Batch> load(Connection connection, Set<EventId> seen) {
    var waiting = inbox.waiting(connection.id(), EVENTS_AT_ONCE);
    if (waiting.isEmpty()) {
      inbox.forgetWorkedOff(connection.id(), clock.instant().minus(REMEMBERED));
      return Optional.empty();
    }
    var latest = waiting.stream().map(WebhookEvent::receivedAt).max(Instant::compareTo);
    subscriptions.keep(subscriptions.of(connection.id()).told(latest.orElseThrow()));
    var fresh = waiting.stream().filter(event -> !seen.contains(event.id())).toList();
    return runs.latest(connection.id())
        .filter(_ -> !fresh.isEmpty())
        .map(run -> new Batch(bounded(fresh), run));
  }

  /// All events of the first so many records, so that a record is read once for all of them.
  private static List<WebhookEvent> bounded(List<WebhookEvent> events) {
    var chosen = new HashSet<ExternalId>();
    for (var event : events) {
      if (chosen.size() < RECORDS_AT_ONCE) {
        record(event).ifPresent(chosen::add);
      }
    }
    return events.stream()
        .filter(event -> record(event).map(chosen::contains).orElse(true))
        .toList();
  }

  private List<ContactPage> workOff(
      HeldLane lane,
      Connection connection,
      CRMConnector crm,
      Capabilities capabilities,
      Batch batch) {
    lane.mustStillHold();
    if (batch.has(Subject.Access.class)) {
      // A lost right to work shows as the failure that it is.
      crm.authenticate();
    }
    var pages = readAgain(lane, connection, crm, capabilities, batch);
    var shown = pages.stream().flatMap(WorkOffEvents::namesIn).collect(Collectors.toSet());
    var done = lane.commit(() -> settle(connection, batch, shown));
    lane.tells(
        done.stream()
            .map(WebhookEvent::subject)
            .distinct()
            .map(subject -> told(connection, subject))
            .toList());
    return pages;
  }

  private List<ContactPage> readAgain(
      HeldLane lane,
      Connection connection,
      CRMConnector crm,
      Capabilities capabilities,
      Batch batch) {
    var read = new ArrayList<ContactPage>();
    if (batch.records().isEmpty()) {
      return read;
    }
    var askedAt = clock.instant();
    try (var theirs = crm.listContacts(new Reading.Only(batch.records()))) {
      for (var page = theirs.next(); page.isPresent(); page = theirs.next()) {
        var asked = new AskedPage(page.get(), askedAt, Set.of());
        commitPage.commitTold(lane, connection, capabilities, batch.run(), asked);
        read.add(page.get());
        lane.mustStillHold();
      }
    }
    return read;
  }

  private SyncEvent told(Connection connection, Subject subject) {
    var at = SyncEvent.Subject.of(connection);
    return switch (subject) {
      case Subject.OneContact(var id) ->
          logbook.event(
              Kind.WEBHOOK, at.with(id), Result.done("The CRM told of a contact; it was read."));
      case Subject.SomeContact() ->
          logbook.event(
              Kind.WEBHOOK, at, Result.done("The CRM told of a change; a sync finds whose."));
      case Subject.Access() ->
          logbook.event(
              Kind.AUTHENTICATION, at, Result.done("The right to work there was proved again."));
    };
  }

  /// Returns what is worked off.
  private List<WebhookEvent> settle(Connection connection, Batch batch, Set<String> shown) {
    if (batch.has(Subject.SomeContact.class)) {
      var mark = runs.watermark(connection.id());
      runs.keep(mark.requested(clock.instant(), Pass.CHANGES));
    }
    var now = clock.instant();
    var done =
        batch.events().stream()
            .filter(event ->
                record(event).map(id -> shown.contains(id.value())).orElse(true)
                    || event.receivedAt().plus(UNSHOWN_BORNE).isBefore(now))
            .toList();
    inbox.workedOff(connection.id(), done.stream().map(WebhookEvent::id).toList(), now);
    return done;
  }

  private static Optional<ExternalId> record(WebhookEvent event) {
    return event.subject() instanceof Subject.OneContact(var id)
        ? Optional.of(id)
        : Optional.empty();
  }

  /// Who is on a page, and in which shared record.
  private static Stream<String> namesIn(ContactPage page) {
    var people = page.contacts().stream().map(contact -> contact.id().value());
    var households = page.contacts().stream().flatMap(contact -> contact.household().stream());
    var unreadable = page.unreadable().stream().flatMap(record -> record.externalId().stream());
    return Stream.of(people, households, unreadable).flatMap(names -> names);
  }
}
