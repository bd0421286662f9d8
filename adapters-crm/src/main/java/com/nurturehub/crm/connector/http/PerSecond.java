package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// So many calls in any second, not just in those of a clock. Calls may draw closer together on
/// their way, so that the second is taken a little longer.
public final class PerSecond implements Throttle {

  private static final Duration SECOND = Duration.ofMillis(1_100);

  private final int most;
  private final Duration patience;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Deque<Instant> starts = new ArrayDeque<>();

  public PerSecond(int most, Duration patience, InstantSource clock, Sleeper sleeper) {
    this.most = most;
    this.patience = patience;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public Permit enter() {
    var pause = reserve(clock.instant());
    if (pause.isPositive()) {
      sleeper.sleep(pause);
    }
    return Permit.free();
  }

  private synchronized Duration reserve(Instant now) {
    var start = starts.size() < most ? now : later(now, starts.getFirst().plus(SECOND));
    var pause = Duration.between(now, start);
    if (pause.compareTo(patience) > 0) {
      throw new CrmFailure.Transient(
          FailureCause.RATE_LIMITED, "The calls allowed per second are all in use.", pause);
    }
    if (starts.size() == most) {
      starts.removeFirst();
    }
    starts.addLast(start);
    return pause;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
