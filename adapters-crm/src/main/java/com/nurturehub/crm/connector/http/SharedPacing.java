package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Throttles that share their limits with every other node.
public final class SharedPacing implements Pacing, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedPacing.class);

  /// How often places that nobody used lately are given back.
  private static final Duration TIDYING = Duration.ofSeconds(1);

  private final CallBudget budget;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final UUID node;
  private final Map<String, SharedSeats> seats = new ConcurrentHashMap<>();
  private final Map<Allowance, SharedSpacing> spacings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService tidying =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("call-seats").factory());

  /// `node` names this process among all there are or were.
  public SharedPacing(CallBudget budget, InstantSource clock, Sleeper sleeper, UUID node) {
    this.budget = budget;
    this.clock = clock;
    this.sleeper = sleeper;
    this.node = node;
    var _ =
        tidying.scheduleWithFixedDelay(
            this::tidy, TIDYING.toMillis(), TIDYING.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Throttle atOnce(String scope, int most, Duration callMax, Duration patience) {
    return most == 0
        ? Throttle.none()
        : seats.computeIfAbsent(
            scope,
            _ -> new SharedSeats(budget, scope, most, callMax, patience, node, clock, sleeper));
  }

  @Override
  public Throttle perSecond(String scope, int most, int perDay, Duration patience) {
    return most == 0 ? Throttle.none() : spaced(Allowance.perSecond(scope, most, perDay), patience);
  }

  @Override
  public Throttle perMinute(String scope, int most, int atOnce, Duration patience) {
    return most == 0 ? Throttle.none() : spaced(Allowance.perMinute(scope, most, atOnce), patience);
  }

  private Throttle spaced(Allowance allowance, Duration patience) {
    return spacings.computeIfAbsent(
        allowance, _ -> new SharedSpacing(budget, allowance, patience, clock, sleeper));
  }

  @Override
  public void close() {
    tidying.shutdownNow();
    seats.values().forEach(SharedSeats::giveBackAll);
  }

  private void tidy() {
    try {
      seats.values().forEach(SharedSeats::giveBackIdle);
    } catch (RuntimeException e) {
      // The database may be away for a while; their time ends by itself.
      LOG.warn("call seats not given back cause={}", e.getMessage());
    }
  }
}
