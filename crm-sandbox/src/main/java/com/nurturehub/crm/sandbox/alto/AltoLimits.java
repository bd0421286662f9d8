package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Alto publishes no limits, so there are none until a tester sets some: calls per second and at
/// once, each for one agency. `retryAfter` are the seconds a refusal asks to wait; without it a
/// refusal says nothing.
final class AltoLimits {

  private static final int LIFTED = Integer.MAX_VALUE;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<String, Deque<Instant>> lastSecond = new HashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private int perSecond = LIFTED;
  private int atOnce = LIFTED;
  private int retryAfter = LIFTED;
  private boolean quotaEnded;

  /// Lets a call in, or answers why not. Whoever is let in must leave.
  synchronized Optional<Reply> enter(String agency, Instant now) {
    if (quotaEnded || underWay.getOrDefault(agency, 0) >= atOnce) {
      return Optional.of(refused());
    }
    if (perSecond != LIFTED) {
      var calls = lastSecond.computeIfAbsent(agency, _ -> new ArrayDeque<>());
      while (!calls.isEmpty() && !calls.peekFirst().isAfter(now.minus(SECOND))) {
        calls.removeFirst();
      }
      if (calls.size() >= perSecond) {
        return Optional.of(refused());
      }
      calls.addLast(now);
    }
    underWay.merge(agency, 1, Integer::sum);
    return Optional.empty();
  }

  synchronized void leave(String agency) {
    underWay.merge(agency, -1, Integer::sum);
  }

  /// Every call is refused until the limits are set anew.
  synchronized void endQuota() {
    quotaEnded = true;
  }

  synchronized ObjectNode json() {
    var json = Json.object();
    putUnlessLifted(json, "perSecond", perSecond);
    putUnlessLifted(json, "atOnce", atOnce);
    putUnlessLifted(json, "retryAfter", retryAfter);
    return json.put("quotaEnded", quotaEnded);
  }

  synchronized void change(ObjectNode changes) {
    perSecond = changed(changes, "perSecond", perSecond);
    atOnce = changed(changes, "atOnce", atOnce);
    retryAfter = changed(changes, "retryAfter", retryAfter);
    quotaEnded = false;
  }

  private Reply refused() {
    var reply = AltoErrors.error(429, "TooManyRequests", "Too many requests.");
    return retryAfter == LIFTED ? reply : reply.with("Retry-After", Integer.toString(retryAfter));
  }

  private static void putUnlessLifted(ObjectNode json, String name, int limit) {
    if (limit != LIFTED) {
      json.put(name, limit);
    }
  }

  private static int changed(ObjectNode changes, String name, int before) {
    var value = changes.get(name);
    if (value == null) {
      return before;
    }
    return value.isNull() ? LIFTED : value.asInt();
  }
}
