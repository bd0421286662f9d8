package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.domain.conflict.Terms;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Change;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Commits one page of a run: what reconciling it came to, what could not be read, the tally, and
/// the position after it, all or nothing.
record CommitPage(
    Connections connections,
    SyncRuns runs,
    Quarantine quarantine,
    ReconcilePages pages,
    Subscriptions subscriptions,
    KeepSubscription keepSubscription,
    InstantSource clock) {

  /// A measured clock offset that moved less than this is not worth a write.
  private static final Duration OFFSET_MOVED = Duration.ofSeconds(1);

  Running commit(
      HeldLane lane,
      Connection connection,
      Capabilities capabilities,
      Running run,
      AskedPage asked) {
    var page = asked.page();
    return lane.commit(() -> {
      var measured = measure(current(connection), page.clockOffset());
      var terms = terms(measured, capabilities, asked.askedAt());
      var shown = asked.current();
      var tally = reconcile(measured, terms, run, shown);
      setAsideWhatCannotBeRead(run, page);
      if (run.pass() == Pass.FULL) {
        runs.saw(run, seen(page));
      }
      var unreadable = page.unreadable().size();
      var outdated = page.contacts().size() - shown.size();
      var advanced =
          run.advanced(
              tally
                  .reading(unreadable + outdated)
                  .counting(Change.QUARANTINED, unreadable)
                  .counting(Change.UNCHANGED, outdated),
              page.next(),
              page.total(),
              page.servedAt());
      runs.keep(advanced);
      return advanced;
    });
  }

  /// Commits contacts that were read because the CRM told of them. They belong to no run; a record
  /// that cannot be read is set aside under the latest one.
  void commitTold(
      HeldLane lane,
      Connection connection,
      Capabilities capabilities,
      SyncRun latest,
      AskedPage asked) {
    var page = asked.page();
    lane.commit(() -> {
      var measured = measure(current(connection), page.clockOffset());
      var terms = terms(measured, capabilities, asked.askedAt());
      pages.reconcile(measured, terms, asked.current());
      setAsideWhatCannotBeRead(latest, page);
    });
  }

  /// Those of whom the CRM should have told us are taken by themselves, so that we notice if there
  /// is anything to take. Of archived contacts no CRM tells.
  private Tally reconcile(
      Connection connection, Terms terms, Running run, List<CrmContact> contacts) {
    var subscription = subscriptions.of(connection.id());
    var now = clock.instant();
    var should =
        contacts.stream()
            .collect(
                Collectors.partitioningBy(theirs ->
                    !theirs.archived()
                        && subscription.shouldHaveTold(
                            connection.inOurTime(theirs.modifiedAt()), now)));
    var told = pages.reconcile(connection, terms, should.getOrDefault(true, List.of()));
    var untold = told.read() - told.unchanged();
    if (untold > 0) {
      keepSubscription.missed(run, untold);
    }
    return told.plus(pages.reconcile(connection, terms, should.getOrDefault(false, List.of())));
  }

  /// `askedAt`: when the CRM was asked for what is compared, or earlier.
  Terms terms(Connection connection, Capabilities capabilities, Instant askedAt) {
    var current = current(connection);
    var lastReadAt =
        runs.watermark(current.id()).changesSince().map(current::inOurTime).orElse(Instant.EPOCH);
    return Terms.of(current, capabilities, lastReadAt, askedAt, clock.instant());
  }

  /// How far the CRM's clock is ahead may have been measured since the slice began.
  private Connection current(Connection begun) {
    return connections.find(begun.id()).orElse(begun);
  }

  private Connection measure(Connection connection, Duration offset) {
    var moved = offset.minus(connection.clockOffset()).abs();
    if (moved.compareTo(OFFSET_MOVED) <= 0) {
      return connection;
    }
    var measured = connection.measured(offset);
    connections.keep(measured);
    return measured;
  }

  private void setAsideWhatCannotBeRead(SyncRun run, ContactPage page) {
    if (quarantine.count(run.connection()) > 0) {
      quarantine.release(run.connection(), page.contacts().stream().map(CrmContact::id).toList());
    }
    if (!page.unreadable().isEmpty()) {
      quarantine.put(run.connection(), run.id(), page.unreadable(), clock.instant());
    }
  }

  /// A record that cannot be read is there all the same.
  private static List<ExternalId> seen(ContactPage page) {
    var readable = page.contacts().stream().map(CrmContact::id);
    var unreadable =
        page.unreadable().stream()
            .map(Quarantined::externalId)
            .flatMap(Optional::stream)
            .filter(id -> !id.isBlank())
            .map(ExternalId::new);
    return Stream.concat(readable, unreadable).toList();
  }
}
