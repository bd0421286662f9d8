package com.nurturehub.crm.connector.http;

import java.time.Duration;
import java.time.InstantSource;

/// Lets a call out only when the CRM's limits have room for it.
@FunctionalInterface
public interface Throttle {

  /// Waits for room, for a bounded time.
  ///
  /// @throws com.nurturehub.crm.domain.connection.CrmFailure.Transient when there was none
  Permit enter();

  /// Room for one call, until it is given back.
  interface Permit {

    /// The call is over.
    void leave();

    /// Nobody waits for the call any more, but the CRM may go on counting it for a while.
    void leaveLater(Duration after);

    /// What the CRM answered; it may have asked for a pause.
    default void answered(CrmResponse response) {
      // Most limits are ours to keep, whatever the answer.
    }

    /// Room that costs nothing to give back.
    static Permit free() {
      return new Permit() {
        @Override
        public void leave() {
          // It was never taken from anybody.
        }

        @Override
        public void leaveLater(Duration after) {
          leave();
        }
      };
    }
  }

  /// No limit at all.
  static Throttle none() {
    return Permit::free;
  }

  /// So many calls at once; 0 for no limit.
  static Throttle atOnce(int most, Duration patience, InstantSource clock) {
    return most == 0 ? none() : new InFlight(most, patience, clock);
  }

  /// So many calls in any second; 0 for no limit.
  static Throttle perSecond(int most, Duration patience, InstantSource clock, Sleeper sleeper) {
    return most == 0 ? none() : new PerSecond(most, patience, clock, sleeper);
  }

  /// So many calls a minute, evenly spread, `burst` at once after a rest; 0 for no limit.
  static Throttle perMinute(
      int most, int burst, Duration patience, InstantSource clock, Sleeper sleeper) {
    return most == 0 ? none() : new TokenBucket(most, burst, patience, clock, sleeper);
  }

  /// Room in both.
  default Throttle and(Throttle inner) {
    return () -> {
      var outer = enter();
      try {
        return both(outer, inner.enter());
      } catch (RuntimeException noRoom) {
        outer.leave();
        throw noRoom;
      }
    };
  }

  private static Permit both(Permit one, Permit other) {
    return new Permit() {
      @Override
      public void leave() {
        one.leave();
        other.leave();
      }

      @Override
      public void leaveLater(Duration after) {
        one.leaveLater(after);
        other.leaveLater(after);
      }

      @Override
      public void answered(CrmResponse response) {
        one.answered(response);
        other.answered(response);
      }
    };
  }
}
