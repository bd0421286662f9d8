package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// So many calls in any minute for each team.
final class LoopLimits {

  static final int PER_MINUTE = 120;

  private static final int LIFTED = Integer.MAX_VALUE;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Map<String, Deque<Instant>> lastMinute = new HashMap<>();
  private int perMinute = PER_MINUTE;
  private Instant endedUntil = Instant.EPOCH;

  /// Counts a call, or answers how long to wait if it is one too many.
  synchronized Optional<Duration> enter(String team, Instant now) {
    if (endedUntil.isAfter(now)) {
      return Optional.of(Duration.between(now, endedUntil));
    }
    if (perMinute == LIFTED) {
      return Optional.empty();
    }
    var calls = lastMinute.computeIfAbsent(team, _ -> new ArrayDeque<>());
    while (!calls.isEmpty() && !calls.peekFirst().isAfter(now.minus(MINUTE))) {
      calls.removeFirst();
    }
    if (calls.size() >= perMinute) {
      var first = calls.isEmpty() ? now : calls.getFirst();
      return Optional.of(Duration.between(now, first.plus(MINUTE)));
    }
    calls.addLast(now);
    return Optional.empty();
  }

  /// Uses up everybody's next minute.
  synchronized void end(Instant now) {
    endedUntil = now.plus(MINUTE);
  }

  synchronized ObjectNode json() {
    var json = Json.object();
    return perMinute == LIFTED ? json : json.put("perMinute", perMinute);
  }

  synchronized void change(ObjectNode changes) {
    var value = changes.get("perMinute");
    if (value != null) {
      perMinute = value.isNull() ? LIFTED : value.asInt();
    }
  }
}
