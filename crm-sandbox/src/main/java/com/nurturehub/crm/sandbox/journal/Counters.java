package com.nurturehub.crm.sandbox.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts as calls come and go. Used under the journal's lock.
final class Counters {

  /// How many calls arrived at one instant.
  private record Moment(Instant at, int calls) {}

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<String, Long> byOperation = new TreeMap<>();
  private final Map<Integer, Long> byStatus = new TreeMap<>();
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Map<String, Integer> inFlightMax = new TreeMap<>();
  private final Deque<Moment> lastSecond = new ArrayDeque<>();
  private int inLastSecond;
  private long total;
  private int perSecondMax;

  /// Returns how many calls of this customer are now under way.
  int arrived(String customer, Instant at) {
    total++;
    countSecond(at);
    var now = inFlight.merge(customer, 1, Integer::sum);
    inFlightMax.merge(customer, now, Math::max);
    return now;
  }

  // Calls at the same instant are one moment, so that a clock that stands still costs nothing.
  private void countSecond(Instant at) {
    for (var first = lastSecond.peekFirst();
        first != null && !first.at().isAfter(at.minus(SECOND));
        first = lastSecond.peekFirst()) {
      inLastSecond -= first.calls();
      lastSecond.removeFirst();
    }
    var last = lastSecond.peekLast();
    var calls = 1;
    if (last != null && last.at().equals(at)) {
      lastSecond.removeLast();
      calls += last.calls();
    }
    lastSecond.addLast(new Moment(at, calls));
    inLastSecond++;
    perSecondMax = Math.max(perSecondMax, inLastSecond);
  }

  void answered(String operation, String customer, int status) {
    byOperation.merge(operation, 1L, Long::sum);
    byStatus.merge(status, 1L, Long::sum);
    inFlight.merge(customer, -1, Integer::sum);
  }

  Counts now() {
    return new Counts(
        total,
        Map.copyOf(byOperation),
        Map.copyOf(byStatus),
        Map.copyOf(inFlightMax),
        perSecondMax);
  }

  void clear() {
    total = 0;
    perSecondMax = 0;
    lastSecond.clear();
    inLastSecond = 0;
    byOperation.clear();
    byStatus.clear();
    inFlightMax.clear();
  }
}
