package com.nurturehub.crm.connector.http;

import java.time.Duration;
import java.time.InstantSource;

/// Makes the throttles that keep to a CRM's limits. A limit is named by its scope, and throttles of
/// one scope share it. Zero stands for "no limit".
public interface Pacing {

  /// So many calls at once. A call ends in `callMax` at the latest; how long it goes on at the CRM
  /// after that is told by the permit.
  Throttle atOnce(String scope, int most, Duration callMax, Duration patience);

  /// So many calls in any second, and on any day of UTC.
  Throttle perSecond(String scope, int most, int perDay, Duration patience);

  /// So many calls a minute, evenly spread, with a few at once after a rest.
  Throttle perMinute(String scope, int most, int atOnce, Duration patience);

  /// For one node that has the limits to itself, and does not count the day.
  static Pacing alone(InstantSource clock, Sleeper sleeper) {
    return new Pacing() {
      @Override
      public Throttle atOnce(String scope, int most, Duration callMax, Duration patience) {
        return Throttle.atOnce(most, patience, clock);
      }

      @Override
      public Throttle perSecond(String scope, int most, int perDay, Duration patience) {
        return Throttle.perSecond(most, patience, clock, sleeper);
      }

      @Override
      public Throttle perMinute(String scope, int most, int atOnce, Duration patience) {
        return Throttle.perMinute(most, atOnce, patience, clock, sleeper);
      }
    };
  }
}
