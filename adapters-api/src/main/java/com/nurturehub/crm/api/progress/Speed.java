package com.nurturehub.crm.api.progress;

import com.nurturehub.crm.domain.sync.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/// How fast a run goes, over the last quarter of a minute: long enough not to flutter with every
/// page, short enough to show when the CRM slows us down. It works on one run, in one thread.
final class Speed {

  private static final Duration WINDOW = Duration.ofSeconds(15);

  private final Deque<Reading> readings = new ArrayDeque<>();

  private record Reading(Instant at, long read) {}

  Progress of(SyncRun run, Instant now) {
    readings.addLast(new Reading(now, run.tally().read()));
    while (readings.size() > 2 && readings.getFirst().at().plus(WINDOW).isBefore(now)) {
      readings.removeFirst();
    }
    return switch (run) {
      case SyncRun.Running running -> {
        var rate = rate();
        yield new Progress(run, rate, projectedEnd(running, rate, now));
      }
      case SyncRun.Succeeded _, SyncRun.Failed _ ->
          new Progress(run, OptionalDouble.empty(), Optional.empty());
    };
  }

  private OptionalDouble rate() {
    var first = readings.getFirst();
    var last = readings.getLast();
    var elapsed = Duration.between(first.at(), last.at()).toMillis();
    return elapsed <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((last.read() - first.read()) * 1000.0 / elapsed);
  }

  private static Optional<Instant> projectedEnd(
      SyncRun.Running run, OptionalDouble rate, Instant now) {
    if (run.total().isEmpty() || rate.orElse(0) <= 0) {
      return Optional.empty();
    }
    var left = Math.max(0, run.total().getAsLong() - run.tally().read());
    return Optional.of(now.plusSeconds(Math.round(left / rate.getAsDouble())));
  }
}
