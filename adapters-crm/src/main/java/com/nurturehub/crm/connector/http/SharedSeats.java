package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CallBudget.Seat;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// So many calls at once on all nodes together. A place taken is used again and again while there
/// is work, and is this node's for at least as long as a call begun on it may last: a node that
/// dies or freezes in the middle of a call keeps its place until that call has surely ended.
final class SharedSeats implements Throttle {

  /// A place is taken for this much longer than a call may last, so that it need not be renewed for
  /// every call.
  private static final Duration SPARE = Duration.ofSeconds(10);

  /// A place nobody used for so long is given back.
  private static final Duration IDLE_MAX = Duration.ofSeconds(2);

  /// How soon another node may have given a place back.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final CallBudget budget;
  private final String scope;
  private final int most;
  private final Duration callMax;
  private final Duration patience;
  private final UUID node;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Deque<Place> free = new ArrayDeque<>();

  SharedSeats(
      CallBudget budget,
      String scope,
      int most,
      Duration callMax,
      Duration patience,
      UUID node,
      InstantSource clock,
      Sleeper sleeper) {
    this.budget = budget;
    this.scope = scope;
    this.most = most;
    this.callMax = callMax;
    this.patience = patience;
    this.node = node;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// `heldUntil` is when the others may take it; not before `freeFrom` does this node use it again.
  private record Place(Seat seat, Instant heldUntil, Instant freeFrom) {}

  @Override
  public Permit enter() {
    var until = clock.instant().plus(patience);
    while (true) {
      var place = ofOurs().or(this::another);
      if (place.isPresent()) {
        return new Taken(place.get());
      }
      if (!clock.instant().isBefore(until)) {
        throw new CrmFailure.Transient(
            FailureCause.RATE_LIMITED, "The calls allowed at once to this account are all in use.");
      }
      sleeper.sleep(LOOK_AGAIN);
    }
  }

  /// A place that is ours for as long as a call may last from now.
  private Optional<Place> ofOurs() {
    for (var place = unused(); place.isPresent(); place = unused()) {
      var known = place.get();
      if (!clock.instant().plus(callMax).isAfter(known.heldUntil())) {
        return place;
      }
      var heldUntil = clock.instant().plus(callMax).plus(SPARE);
      if (budget.stay(known.seat(), callMax.plus(SPARE))) {
        return Optional.of(new Place(known.seat(), heldUntil, known.freeFrom()));
      }
    }
    return Optional.empty();
  }

  private synchronized Optional<Place> unused() {
    var now = clock.instant();
    var usable = free.stream().filter(place -> !place.freeFrom().isAfter(now)).findFirst();
    usable.ifPresent(free::remove);
    return usable;
  }

  private Optional<Place> another() {
    // Counted from before the database was asked, which is never too long.
    var now = clock.instant();
    return budget
        .sit(scope, most, node, callMax.plus(SPARE))
        .map(seat -> new Place(seat, now.plus(callMax).plus(SPARE), now));
  }

  private synchronized void giveBack(Place place) {
    free.addFirst(place);
  }

  void giveBackIdle() {
    idle(IDLE_MAX).forEach(place -> budget.leave(place.seat()));
  }

  void giveBackAll() {
    idle(Duration.ZERO).forEach(place -> budget.leave(place.seat()));
  }

  private synchronized Iterable<Place> idle(Duration length) {
    var latest = clock.instant().minus(length);
    var idle = new ArrayList<Place>();
    free.removeIf(place -> !place.freeFrom().isAfter(latest) && idle.add(place));
    return idle;
  }

  /// Gives its place back to this node once.
  private final class Taken implements Permit {

    private final Place place;
    private final AtomicBoolean over = new AtomicBoolean();

    Taken(Place place) {
      this.place = place;
    }

    @Override
    public void leave() {
      leaveLater(Duration.ZERO);
    }

    /// The CRM may go on with the call for a while: nobody on any node uses the place before.
    @Override
    public void leaveLater(Duration after) {
      if (over.compareAndSet(false, true)) {
        var freeFrom = clock.instant().plus(after);
        var held =
            after.isZero() || budget.stay(place.seat(), after.plus(callMax).plus(SPARE))
                ? place.heldUntil()
                : Instant.MIN;
        giveBack(new Place(place.seat(), held, freeFrom));
      }
    }
  }
}
