package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Tally;
import com.nurturehub.crm.domain.sync.Watermark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings our contacts and one CRM's into agreement: goes on reading from where the run stands, a
/// page at a time, and commits each page together with the position after it.
record SyncContacts(
    Connections connections,
    SyncRuns runs,
    CommitPage commitPage,
    SecondLook secondLook,
    Subscriptions subscriptions,
    KeepSubscription keepSubscription,
    Alarm alarm,
    Logbook logbook,
    Bounds bounds,
    Ids ids,
    InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(SyncContacts.class);

  /// When the next run is due: at once, if one is in progress, was asked for, or never was.
  Instant due(Connection connection) {
    var asked =
        runs.running(connection.id()).isPresent()
            || runs.watermark(connection.id()).requestedAt().isPresent();
    if (asked || connection.syncedAt().isEmpty()) {
      return Instant.EPOCH;
    }
    return SyncSchedule.nextAfter(
        connection, subscriptions.of(connection.id()), connection.syncedAt().get());
  }

  /// Reads on until the run is over or the slice is; after each page the caller has its turn, and
  /// says of whom it told the CRM or was told. The page after may have been asked for before that,
  /// as early as this one was. True when the run is over.
  boolean advance(
      HeldLane lane,
      Connection connection,
      CRMConnector crm,
      Capabilities capabilities,
      Supplier<Set<ExternalId>> afterEachPage) {
    var run = lane.commit(() -> runs.running(connection.id()).orElseGet(() -> begin(connection)));
    var reading = lane.commit(() -> reading(run));
    var current = run;
    lane.mustStillHold();
    var askedAt = clock.instant();
    var outdated = Set.<ExternalId>of();
    try (var theirs = crm.listContacts(reading)) {
      while (true) {
        var nextAskedAt = clock.instant();
        var page = theirs.next();
        if (page.isEmpty()) {
          break;
        }
        var asked = new AskedPage(page.get(), askedAt, outdated);
        var before = current.tally();
        current = commitPage.commit(lane, connection, capabilities, current, asked);
        var read = current.tally().since(before);
        if (read.read() > 0) {
          tell(lane, connection, Kind.PAGE, Result.done(inWords(read)));
        }
        outdated = afterEachPage.get();
        askedAt = nextAskedAt;
        if (!lane.hasTime()) {
          return false;
        }
        lane.mustStillHold();
      }
    }
    if (run.pass() == Pass.FULL) {
      var looked = secondLook.look(lane, connection, crm, capabilities, current);
      current = looked.run();
      if (!looked.over()) {
        return false;
      }
    }
    var finished = current;
    var ended = lane.commit(() -> close(connection, finished));
    tell(lane, connection, Kind.SYNC, result(ended));
    return true;
  }

  private Running begin(Connection connection) {
    var mark = runs.watermark(connection.id());
    var pass = isFullPassDue(mark) ? Pass.FULL : Pass.CHANGES;
    var run =
        Running.begin(
            new SyncRunId(ids.next()), connection.id(), pass, SyncCursor.START, clock.instant());
    runs.keep(run);
    runs.keep(mark.answered());
    LOG.info("sync begins connection={} run={} pass={}", connection.id(), run.id(), pass);
    return run;
  }

  private boolean isFullPassDue(Watermark mark) {
    return mark.requestedPass() == Pass.FULL
        || mark.changesSince().isEmpty()
        || mark.fullPassAt()
            .map(at -> at.plus(bounds.fullPassEvery()).isBefore(clock.instant()))
            .orElse(true);
  }

  private Reading reading(Running run) {
    return switch (run.pass()) {
      case FULL -> new Reading.Everything(run.position());
      case CHANGES ->
          new Reading.Changes(
              runs.watermark(run.connection()).changesSince().orElseThrow(), run.position());
    };
  }

  private SyncRun close(Connection connection, Running run) {
    var now = clock.instant();
    var ended = ended(run, now);
    runs.keep(ended);
    runs.forget(run);
    if (ended instanceof SyncRun.Succeeded) {
      runs.keep(runs.watermark(connection.id()).completed(run, now));
      keepSubscription.passed(run);
    }
    connections.find(connection.id()).ifPresent(current -> connections.keep(current.synced(now)));
    LOG.info(
        "sync ends connection={} run={} pass={} tally={}",
        connection.id(),
        run.id(),
        run.pass(),
        run.tally());
    return ended;
  }

  private void tell(HeldLane lane, Connection connection, Kind kind, Result result) {
    lane.tells(List.of(logbook.event(kind, Subject.of(connection), result)));
  }

  private static Result result(SyncRun ended) {
    var what = ended.pass() == Pass.FULL ? "Everything was read" : "What changed was read";
    var said = "%s. %s".formatted(what, inWords(ended.tally()));
    return ended instanceof SyncRun.Failed failed
        ? Result.failed(failed.cause(), said)
        : Result.done(said);
  }

  private static String inWords(Tally tally) {
    return "%d contacts: %d new, %d changed, %d as they were, %d changed on both sides, %d not taken."
        .formatted(
            tally.read(),
            tally.created(),
            tally.updated(),
            tally.unchanged(),
            tally.conflicted(),
            tally.quarantined());
  }

  /// A run that cannot account for everything it read is not a success.
  private SyncRun ended(Running run, Instant now) {
    if (run.tally().balances()) {
      alarm.resolve(
          run.connection(),
          List.of(FailureCause.BOOKS_DO_NOT_BALANCE),
          "A later sync accounted for every contact.");
      return run.succeed(now);
    }
    var problem = "read %d contacts, but cannot account for all".formatted(run.tally().read());
    alarm.raise(run.connection(), FailureCause.BOOKS_DO_NOT_BALANCE, problem);
    return run.fail(FailureCause.BOOKS_DO_NOT_BALANCE, problem, now);
  }
}
