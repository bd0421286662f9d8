package com.nurturehub.crm.connector.http;

import java.time.Duration;

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
    };
  }
}
