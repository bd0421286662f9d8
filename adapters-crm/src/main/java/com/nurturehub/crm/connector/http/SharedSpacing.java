package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CallBudget.Answer;
import com.nurturehub.crm.application.connection.CallBudget.Rank;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// One allowance, shared by all nodes. One caller at a time asks for room, for all of its rank that
/// wait with it on this node, so that under load a block of calls costs one update.
final class SharedSpacing implements Throttle {

  /// Asked for at once; more would keep other nodes waiting.
  private static final int BLOCK_MAX = 8;

  /// A database that answers later than this many turns has worse troubles.
  private static final int MISSED_MAX = 24;

  /// Room that was not used by then is left unused: together with the calls of those whose turn it
  /// is by then there would be more in a second than allowed. It is less than what
  /// [Allowance#perSecond] keeps back, so that some is left for the way to the CRM.
  private static final Duration LATE_MAX = Duration.ofMillis(100);

  /// Who is full asks again no sooner.
  private static final Duration AGAIN_MIN = Duration.ofMillis(20);

  private static final Duration AGAIN_MAX = Duration.ofSeconds(1);

  private static final int HTTP_TOO_MANY = 429;
  private static final int HTTP_UNAVAILABLE = 503;

  private final CallBudget budget;
  private final Allowance allowance;
  private final Duration patience;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Map<Rank, Line> lines = new EnumMap<>(Rank.class);
  private final Map<AgencyId, Integer> made = new HashMap<>();

  SharedSpacing(
      CallBudget budget,
      Allowance allowance,
      Duration patience,
      InstantSource clock,
      Sleeper sleeper) {
    this.budget = budget;
    this.allowance = allowance;
    this.patience = patience;
    this.clock = clock;
    this.sleeper = sleeper;
    for (var rank : Rank.values()) {
      lines.put(rank, new Line(rank));
    }
  }

  @Override
  public Permit enter() {
    var calling = Calling.now();
    var line = lines.get(calling.rank());
    if (line == null) {
      throw new IllegalStateException("every rank has its line");
    }
    var until = clock.instant().plus(patience);
    while (true) {
      var turn = line.turn(until);
      var pause = Duration.between(clock.instant(), turn);
      if (pause.isPositive()) {
        sleeper.sleep(pause);
      }
      if (!clock.instant().isAfter(turn.plus(LATE_MAX))) {
        calling.agency().ifPresent(this::count);
        return new Watching();
      }
    }
  }

  private void count(AgencyId agency) {
    synchronized (made) {
      made.merge(agency, 1, Integer::sum);
    }
  }

  private Map<AgencyId, Integer> counted() {
    synchronized (made) {
      var counted = Map.copyOf(made);
      made.clear();
      return counted;
    }
  }

  /// Those of one rank.
  private final class Line {

    private final Rank rank;
    private final ReentrantLock asking = new ReentrantLock(true);
    private final Deque<Instant> turns = new ArrayDeque<>();

    /// How many turns had passed when we were last told of ours.
    private int missed;

    Line(Rank rank) {
      this.rank = rank;
    }

    /// When the caller may make its call; it may have to wait to be told.
    Instant turn(Instant until) {
      asking.lock();
      try {
        while (true) {
          var turn = turns.poll();
          if (turn == null) {
            ask(until);
          } else if (!clock.instant().isAfter(turn.plus(LATE_MAX))) {
            return turn;
          }
        }
      } finally {
        asking.unlock();
      }
    }

    private void ask(Instant until) {
      var most = Math.min(BLOCK_MAX, 1 + asking.getQueueLength()) + missed;
      var asked = clock.instant();
      switch (budget.take(allowance, rank, most, counted())) {
        case Answer.Room(var delay, var calls) -> {
          var told = clock.instant();
          // The answer was under way for a while, so ours come that much later than they were
          // given; those that would then fall into the room of whoever asked after us are let go.
          missed =
              (int)
                  Math.min(
                      MISSED_MAX, Duration.between(asked, told).dividedBy(allowance.between()));
          for (var i = 0; i < calls - missed; i++) {
            turns.add(told.plus(delay).plus(allowance.between().multipliedBy(i)));
          }
        }
        case Answer.Full(var again, var today) -> waitOrGiveUp(again, today, until);
      }
    }

    private void waitOrGiveUp(Duration again, boolean today, Instant until) {
      if (today) {
        throw new CrmFailure.Transient(
            FailureCause.QUOTA_EXHAUSTED,
            "The calls allowed per day are used up but for what is more urgent.",
            again);
      }
      if (clock.instant().plus(again).isAfter(until)) {
        throw new CrmFailure.Transient(
            FailureCause.RATE_LIMITED, "The calls allowed are all in use.", again);
      }
      sleeper.sleep(bounded(again));
    }

    private static Duration bounded(Duration pause) {
      if (pause.compareTo(AGAIN_MIN) < 0) {
        return AGAIN_MIN;
      }
      return pause.compareTo(AGAIN_MAX) > 0 ? AGAIN_MAX : pause;
    }
  }

  /// Listens for the CRM asking for a pause, which then is every node's.
  private final class Watching implements Permit {

    @Override
    public void leave() {
      // Room in time cannot be given back.
    }

    @Override
    public void leaveLater(Duration after) {
      leave();
    }

    @Override
    public void answered(CrmResponse response) {
      if (response.status() == HTTP_TOO_MANY || response.status() == HTTP_UNAVAILABLE) {
        response.retryAfter(clock.instant()).ifPresent(pause -> budget.pause(allowance, pause));
      }
    }
  }
}
