package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.push.Backoff;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Tries calls again that are worth it: exponentially later, with full jitter, never before the CRM
/// said, and never for longer than a slice of a lane can bear; what lasts longer is for the lane,
/// which can wait for hours. A write that may have landed is never repeated.
///
/// A connection whose CRM does not answer is left alone for a while.
public final class Recovery {

  /// How long all tries of one call may take together, pauses included.
  static final Duration PATIENCE = Duration.ofSeconds(15);

  static final Backoff PAUSES = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 5);

  private static final Set<FailureCause> ILLNESSES =
      EnumSet.of(FailureCause.UNAVAILABLE, FailureCause.TIMED_OUT, FailureCause.MALFORMED_ANSWER);
  private static final int CALLS_WATCHED = 20;
  private static final int CALLS_BEFORE_JUDGING = 10;
  private static final float FAILURES_PERCENT = 80;
  private static final Duration REST = Duration.ofSeconds(30);

  private final Sleeper sleeper;
  private final RandomGenerator chance;
  private final InstantSource clock;
  private final Retry retry;
  private final CircuitBreakerRegistry breakers;

  public Recovery(Sleeper sleeper, RandomGenerator chance, InstantSource clock) {
    this.sleeper = sleeper;
    this.chance = chance;
    this.clock = clock;
    this.retry =
        Retry.of(
            "crm",
            RetryConfig.custom()
                .maxAttempts(PAUSES.attemptsMax())
                .retryOnException(Recovery::isWorthAnotherTry)
                .intervalBiFunction((attempt, outcome) -> pause(attempt, outcome.getLeft()))
                .build());
    this.breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_WATCHED)
                .minimumNumberOfCalls(CALLS_BEFORE_JUDGING)
                .failureRateThreshold(FAILURES_PERCENT)
                .waitDurationInOpenState(REST)
                .clock(clock.withZone(ZoneOffset.UTC))
                .recordException(Recovery::isIllness)
                .build());
  }

  /// The connector of one connection, named so that its illness is remembered from slice to slice.
  public CRMConnector around(CRMConnector plain, String connection) {
    return new RecoveringConnector(plain, this, Optional.of(breakers.circuitBreaker(connection)));
  }

  /// A connector somebody waits for, of an account that is no connection yet.
  public CRMConnector around(CRMConnector plain) {
    return new RecoveringConnector(plain, this, Optional.empty());
  }

  /// A call for which no connection's illness counts.
  void run(Supplier<?> attempt) {
    call(Optional.empty(), attempt);
  }

  <T> T call(Optional<CircuitBreaker> breaker, Supplier<T> attempt) {
    var tries = retry.<T>asyncContext();
    var until = clock.instant().plus(PATIENCE);
    while (true) {
      try {
        var result = once(breaker, attempt);
        tries.onComplete();
        return result;
      } catch (CrmFailure failure) {
        var pause = Duration.ofMillis(tries.onError(failure));
        if (!pause.isPositive() || clock.instant().plus(pause).isAfter(until)) {
          throw failure;
        }
        sleeper.sleep(pause);
      }
    }
  }

  private static <T> T once(Optional<CircuitBreaker> breaker, Supplier<T> attempt) {
    try {
      return breaker.isPresent() ? breaker.get().executeSupplier(attempt) : attempt.get();
    } catch (CallNotPermittedException _) {
      throw new CrmFailure.Transient(
          FailureCause.UNAVAILABLE,
          "The CRM has failed again and again, and is left alone for a moment.",
          REST);
    }
  }

  private long pause(int attempt, Throwable failure) {
    var asked =
        failure instanceof CrmFailure.Transient passing
            ? passing.retryAfter()
            : Optional.<Duration>empty();
    return PAUSES.delay(attempt, asked, chance).toMillis();
  }

  /// What a quota ended does not come back while somebody waits.
  private static boolean isWorthAnotherTry(Throwable failure) {
    return failure instanceof CrmFailure.Transient passing
        && passing.why() != FailureCause.QUOTA_EXHAUSTED;
  }

  private static boolean isIllness(Throwable failure) {
    return failure instanceof CrmFailure crm && ILLNESSES.contains(crm.why());
  }
}
