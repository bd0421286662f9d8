package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.scheduling.Lookouts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that every lane that is due has a task: one that was woken in the moment its slice
/// ended, or while another engine was in charge.
final class LaneWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);

  /// Looked at in one go; what is left comes with the next look, because the worked ones are gone.
  private static final int LANES_MAX = 500;

  /// Until then the task that every lane ought to have will do; looking earlier would only work
  /// lanes twice that are just being worked.
  private static final int LOOKS_TOO_LATE = 2;

  private final LaneLedger ledger;
  private final LaneTasks tasks;
  private final InstantSource clock;
  private final Runnable onFound;
  private final Duration every;
  private final ScheduledExecutorService thread = Lookouts.named("lane-watch");

  LaneWatch(
      LaneLedger ledger, LaneTasks tasks, InstantSource clock, Runnable onFound, Duration every) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.clock = clock;
    this.onFound = onFound;
    this.every = every;
  }

  void start() {
    var _ = thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    Lookouts.stop(thread);
  }

  private void look() {
    try {
      var now = clock.instant();
      var overdue = ledger.overdue(now.minus(every.multipliedBy(LOOKS_TOO_LATE)), LANES_MAX);
      overdue.forEach(lane -> tasks.bringForward(lane, now));
      if (!overdue.isEmpty()) {
        onFound.run();
      }
    } catch (RuntimeException e) {
      // The database may be away for a while; the next look tries again.
      LOG.warn("lanes not watched cause={}", e.getMessage());
    }
  }
}
