package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.Transactions.LeaseLost;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.push.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One slice of a lane: tell the CRM what cannot wait, look after what it told us, read on if a
/// sync is due, tell it the rest, and decide when to go on.
record WorkingLane(
    Transactions transactions,
    LaneLedger ledger,
    Connections connections,
    CrmConnectors crms,
    WorkOffEvents events,
    KeepSubscription subscription,
    SyncContacts sync,
    DeliverPushes pushes,
    Alarm alarm,
    Logbook logbook,
    Bounds bounds,
    RandomGenerator chance,
    InstantSource clock)
    implements WorkLane {

  private static final Logger LOG = LoggerFactory.getLogger(WorkingLane.class);

  /// When somebody else holds the lane, look again after this.
  private static final Duration HELD_ELSEWHERE = Duration.ofSeconds(5);

  /// A failing CRM becomes an alert after so many slices in a row.
  private static final int PATIENCE = 5;

  /// What is over as soon as a slice went well.
  private static final List<FailureCause> OUTAGES =
      List.of(
          FailureCause.CREDENTIALS_REFUSED,
          FailureCause.ACCESS_REVOKED,
          FailureCause.PERMISSION_MISSING,
          FailureCause.MISCONFIGURED,
          FailureCause.RATE_LIMITED,
          FailureCause.QUOTA_EXHAUSTED,
          FailureCause.UNAVAILABLE,
          FailureCause.TIMED_OUT,
          FailureCause.MALFORMED_ANSWER,
          FailureCause.INTERNAL_FAULT);

  /// What takes the right to work away.
  private static final Set<FailureCause> ACCESS =
      Set.of(
          FailureCause.CREDENTIALS_REFUSED,
          FailureCause.ACCESS_REVOKED,
          FailureCause.PERMISSION_MISSING);

  @Override
  public NextSlice work(ConnectionId connection) {
    var takenAt = clock.instant();
    var backsOff = ledger.backsOffUntil(connection).filter(takenAt::isBefore);
    if (backsOff.isPresent()) {
      return new NextSlice.At(backsOff.get());
    }
    var taken = ledger.take(connection, takenAt, bounds.lease());
    if (taken.isEmpty()) {
      return ledger
          .dueAt(connection)
          .<NextSlice>map(_ -> new NextSlice.At(takenAt.plus(HELD_ELSEWHERE)))
          .orElseGet(NextSlice.Resting::new);
    }
    var lane = new HeldLane(transactions, ledger, clock, bounds, taken.get(), takenAt);
    try {
      var ended = slice(lane);
      return ledger
          .release(lane.lease(), takenAt, ended.next(), ended.attempt(), ended.askedUntil())
          .<NextSlice>map(NextSlice.At::new)
          .orElseGet(NextSlice.Resting::new);
    } catch (LeaseLost lost) {
      LOG.warn("lane lost connection={} epoch={}", connection, lane.lease().epoch());
      return new NextSlice.At(clock.instant().plus(HELD_ELSEWHERE));
    }
  }

  /// When to go on, how many slices in a row have failed by now, and until when the CRM asked us to
  /// stay away.
  private record Ended(NextSlice next, int attempt, Optional<Instant> askedUntil) {

    static Ended well(NextSlice next) {
      return new Ended(next, 0, Optional.empty());
    }
  }

  private Ended slice(HeldLane lane) {
    var found = lane.commit(() -> connections.find(lane.lease().connection()));
    var offer = found.flatMap(connection -> crms.offer(connection.provider()));
    if (found.filter(Connection::mayWork).isEmpty() || offer.isEmpty()) {
      return Ended.well(new NextSlice.Resting());
    }
    var connection = found.get();
    try {
      return Ended.well(work(lane, connection, offer.get().capabilities()));
    } catch (CrmFailure.Persistent failure) {
      interrupted(lane, connection, Result.failed(failure.why(), message(failure)));
      lane.commit(() -> suspend(lane, connection, failure));
      return Ended.well(new NextSlice.Resting());
    } catch (CrmFailure.Transient failure) {
      return later(lane, connection, failure, failure.retryAfter());
    } catch (CrmFailure.Ambiguous failure) {
      return later(lane, connection, failure, Optional.empty());
    } catch (LeaseLost lost) {
      throw lost;
    } catch (RuntimeException fault) {
      return later(lane, connection, fault);
    }
  }

  private NextSlice work(HeldLane lane, Connection connection, Capabilities capabilities) {
    var crm = crms.connectTo(connection);
    if (!isFirstMet(connection, capabilities)) {
      pushes.deliver(lane, connection, crm, capabilities, bounds.pushesPerPage());
      events.workOff(lane, connection, crm, capabilities);
    }
    subscription.check(lane, connection, crm, capabilities);
    var isDue = lane.commit(() -> !sync.due(connection).isAfter(clock.instant()));
    if (isDue && capabilities.listsContacts()) {
      var isOver = readOn(lane, connection, crm, capabilities);
      if (!isOver) {
        lane.commit(() -> logbook.note(lane.happened()));
        return new NextSlice.Again();
      }
    }
    pushes.deliver(lane, connection, crm, capabilities, bounds.pushesPerSlice());
    return lane.commit(() -> {
      alarm.resolve(connection.id(), OUTAGES, "The CRM works again.");
      logbook.note(lane.happened());
      return next(connection, capabilities);
    });
  }

  /// Until a page was read, nobody knows how far the CRM's clock is ahead of ours.
  private static boolean isFirstMet(Connection connection, Capabilities capabilities) {
    return capabilities.listsContacts()
        && connection.syncedAt().isEmpty()
        && connection.clockOffset().isZero();
  }

  private boolean readOn(
      HeldLane lane, Connection connection, CRMConnector crm, Capabilities capabilities) {
    return sync.advance(
        lane,
        connection,
        crm,
        capabilities,
        () -> {
          var told = pushes.deliver(lane, connection, crm, capabilities, bounds.pushesPerPage());
          var read = events.workOff(lane, connection, crm, capabilities);
          return Stream.of(told, read).flatMap(Set::stream).collect(Collectors.toSet());
        });
  }

  /// Whatever comes first: the next sync, where this CRM lists contacts, the next push, or the next
  /// look at what the CRM tells us.
  private NextSlice next(Connection worked, Capabilities capabilities) {
    var current = connections.find(worked.id()).orElse(worked);
    var poll =
        capabilities.listsContacts() ? Optional.of(sync.due(current)) : Optional.<Instant>empty();
    return Stream.of(
            poll,
            pushes.nextDue(current, capabilities),
            events.nextDue(current),
            subscription.nextDue(current, capabilities))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .<NextSlice>map(NextSlice.At::new)
        .orElseGet(NextSlice.Resting::new);
  }

  private Ended later(
      HeldLane lane, Connection connection, CrmFailure failure, Optional<Duration> retryAfter) {
    var attempt = ledger.attempts(connection.id()) + 1;
    var now = clock.instant();
    interrupted(lane, connection, Result.triedAgain(failure.why(), message(failure)));
    var next = now.plus(backoff(lane, connection).delay(attempt, retryAfter, chance));
    LOG.warn(
        "lane waits connection={} cause={} attempt={} until={}",
        connection.id(),
        failure.why(),
        attempt,
        next);
    if (attempt >= PATIENCE) {
      lane.commit(() -> alarm.raise(connection.id(), failure.why(), message(failure)));
    }
    return new Ended(new NextSlice.At(next), attempt, retryAfter.map(now::plus));
  }

  /// Writes down on the way what happened.
  private Backoff backoff(HeldLane lane, Connection connection) {
    var isPressing =
        lane.commit(() -> {
          logbook.note(lane.happened());
          return pushes.owesOptOut(connection);
        });
    return isPressing ? Backoff.OPT_OUTS : Backoff.LANES;
  }

  /// We are wrong, not the CRM. The lane must not spin, and nobody else's work may suffer.
  private Ended later(HeldLane lane, Connection connection, RuntimeException fault) {
    var attempt = ledger.attempts(connection.id()) + 1;
    var said = "NurtureHub met a fault of its own; its engineers find it in the log.";
    interrupted(lane, connection, Result.triedAgain(FailureCause.INTERNAL_FAULT, said));
    var backoff = backoff(lane, connection);
    var next = clock.instant().plus(backoff.delay(attempt, Optional.empty(), chance));
    LOG.error("lane fault connection={} attempt={}", connection.id(), attempt, fault);
    lane.commit(() -> alarm.raise(connection.id(), FailureCause.INTERNAL_FAULT, said));
    return new Ended(new NextSlice.At(next), attempt, Optional.empty());
  }

  /// The run stops in good order and goes on from its position when the connection works again.
  private void suspend(HeldLane lane, Connection connection, CrmFailure failure) {
    LOG.warn("lane suspended connection={} cause={}", connection.id(), failure.why());
    connections
        .find(connection.id())
        .ifPresent(current -> connections.keep(current.in(ConnectionState.SUSPENDED)));
    alarm.raise(connection.id(), failure.why(), message(failure));
    logbook.note(lane.happened());
  }

  /// A lost right to work is told as what it is.
  private void interrupted(HeldLane lane, Connection connection, Result result) {
    var isAccess = result.error().filter(ACCESS::contains).isPresent();
    var kind = isAccess ? Kind.AUTHENTICATION : Kind.INTERRUPTION;
    lane.tells(List.of(logbook.event(kind, Subject.of(connection), result)));
  }

  private static String message(CrmFailure failure) {
    var message = failure.getMessage();
    return message == null ? failure.why().remedy().todo() : message;
  }
}
