package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the CRMs let us ask of them, shared by all nodes. Room is taken for everybody who waits on
/// a node at once, and for a time that lies ahead. How far ahead somebody may reserve is their
/// rank: who may look further gets in before those who may not, however many of them wait.
///
/// Nothing in here belongs to an agency; it works outside of a transaction and commits at once.
@DrivenPort
public interface CallBudget {

  /// Why a call is made, the most urgent first.
  enum Rank {
    OPT_OUT(Duration.ofSeconds(20), 100),
    PUSH(Duration.ofSeconds(5), 98),
    POLL(Duration.ofMillis(600), 90);

    private final Duration ahead;
    private final int percentOfDay;

    Rank(Duration ahead, int percentOfDay) {
      this.ahead = ahead;
      this.percentOfDay = percentOfDay;
    }

    /// How far ahead of now a call of this rank may be reserved.
    public Duration ahead() {
      return ahead;
    }

    /// The share of a day's calls after which this rank has to wait for the next day.
    public int percentOfDay() {
      return percentOfDay;
    }
  }

  /// Something a CRM limits: one call after `between` at the earliest, but for `atOnce` of them
  /// after a rest, and so many a day (zero stands for "no limit").
  record Allowance(String scope, Duration between, int atOnce, int perDay) {

    public static Allowance perSecond(String scope, int most, int perDay) {
      // Calls draw closer together when one starts late and on their way, so a second is taken
      // longer.
      return new Allowance(scope, Duration.ofMillis(1_200).dividedBy(most), 1, perDay);
    }

    public static Allowance perMinute(String scope, int most, int atOnce) {
      return new Allowance(scope, Duration.ofMinutes(1).dividedBy(most), atOnce, 0);
    }
  }

  sealed interface Answer {

    /// The first call may be made after `delay`, each further one `between` later.
    record Room(Duration delay, int calls) implements Answer {}

    /// No room as far as this rank may look ahead; there may be some after `again`. `today` says
    /// that it is the day's calls that are used up.
    record Full(Duration again, boolean today) implements Answer {}
  }

  /// Takes room for up to so many calls. `made` is who made calls since this node last asked, and
  /// how many: it tells who used the budget and decides nothing.
  Answer take(Allowance allowance, Rank rank, int most, Map<AgencyId, Integer> made);

  /// The CRM asked for a pause: nobody gets room before it is over.
  void pause(Allowance allowance, Duration length);

  /// A place among the calls that may be made at once; empty when all are taken. It is the holder's
  /// until the time is over, also when nobody hears of the holder again.
  Optional<Seat> sit(String scope, int most, UUID holder, Duration time);

  /// Keeps a place from now on for another while. False when it was lost.
  boolean stay(Seat seat, Duration time);

  /// Gives a place back.
  void leave(Seat seat);

  record Seat(String scope, int number, UUID holder) {}

  /// What was used of an allowance today.
  Usage usage(String scope, AgencyId agency);

  /// @param used calls granted today, in UTC
  /// @param byAgency calls this agency is known to have made of them
  /// @param agencies how many agencies made calls
  /// @param delay how long the next call of a poll would have to wait
  record Usage(long used, long byAgency, int agencies, Duration delay) {}
}
