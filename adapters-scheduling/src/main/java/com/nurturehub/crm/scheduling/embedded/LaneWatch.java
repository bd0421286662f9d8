package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.scheduling.Lookout;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  /// Slices are short and pauses are written on the lane, so this is not for want of time.
  private static final Duration LATE = Duration.ofMinutes(5);

  private static final Duration COMPLAINS_EVERY = Duration.ofMinutes(1);

  private final LaneLedger ledger;
  private final LaneTasks tasks;
  private final InstantSource clock;
  private final Runnable onFound;
  private final Duration every;
  private final Lookout lookout = new Lookout("lane-watch", "lanes not watched");
  private Instant complainsAgain = Instant.MIN;

  LaneWatch(
      LaneLedger ledger, LaneTasks tasks, InstantSource clock, Runnable onFound, Duration every) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.clock = clock;
    this.onFound = onFound;
    this.every = every;
  }

  void start() {
    lookout.looks(every, this::look);
  }

  @Override
  public void close() {
    lookout.close();
  }

  private void look() {
    var now = clock.instant();
    var overdue = ledger.overdue(now.minus(every.multipliedBy(LOOKS_TOO_LATE)), LANES_MAX);
    overdue.forEach(lane -> tasks.bringForward(lane, now));
    if (!overdue.isEmpty()) {
      onFound.run();
      complainOfLateness(now);
    }
  }

  /// Either more is due than all nodes can work, or whoever works a lane hangs and yet lives, so
  /// that nobody may take it away.
  private void complainOfLateness(Instant now) {
    if (now.isBefore(complainsAgain)) {
      return;
    }
    for (var lane : ledger.overdue(now.minus(LATE), 1)) {
      LOG.error("lanes are due and not worked first={} since={}", lane, LATE);
      complainsAgain = now.plus(COMPLAINS_EVERY);
    }
  }
}
