package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// So many calls a minute, evenly spread, with a few at once after a rest.
public final class TokenBucket implements Throttle {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Duration between;
  private final Duration credit;
  private final Duration patience;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private Instant next = Instant.EPOCH;

  /// `atOnce` calls may follow each other without a pause.
  public TokenBucket(
      int perMinute, int atOnce, Duration patience, InstantSource clock, Sleeper sleeper) {
    this.between = MINUTE.dividedBy(perMinute);
    this.credit = between.multipliedBy(atOnce - 1L);
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
    var rested = now.minus(credit);
    var start = next.isBefore(rested) ? rested : next;
    var pause = Duration.between(now, start);
    if (pause.compareTo(patience) > 0) {
      throw new CrmFailure.Transient(
          FailureCause.RATE_LIMITED, "The calls allowed per minute are all in use.", pause);
    }
    next = start.plus(between);
    return pause;
  }
}
