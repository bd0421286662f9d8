package com.nurturehub.crm.domain.push;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When to try again: exponential with full jitter, bounded, and never before the CRM said.
public record Backoff(Duration first, Duration longest, int attemptsMax) {

  public static final Backoff PUSHES = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1), 12);

  /// Nobody shall be mailed half an hour long because a CRM was away for a minute.
  public static final Backoff OPT_OUTS =
      new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), 5_000);

  public static final Backoff LANES =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30), Integer.MAX_VALUE);

  /// `attempt` counts from 1. A CRM's own `Retry-After` is obeyed as a lower bound.
  public Duration delay(int attempt, Optional<Duration> retryAfter, RandomGenerator chance) {
    var doublings = Math.clamp(attempt - 1, 0, 30);
    var ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
    var jittered = Duration.ofMillis(ceiling <= 1 ? 1 : chance.nextLong(1, ceiling + 1));
    return retryAfter.map(r -> r.plus(jittered.dividedBy(10))).orElse(jittered);
  }

  public boolean isExhausted(int attempts) {
    return attempts >= attemptsMax;
  }
}
