package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Reapit's three limits: calls per second and per day for the application, calls at once per
/// customer.
///
/// A second is any second, not one of the clock's. A day is a UTC day. Refused calls count for the
/// day only.
final class ReapitLimits {

  static final int PER_SECOND = 20;
  static final int AT_ONCE = 5;
  static final int PER_DAY = 250_000;

  private static final int LIFTED = Integer.MAX_VALUE;

  private final Deque<Instant> lastSecond = new ArrayDeque<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Map<String, List<Instant>> keptUntil = new HashMap<>();
  private int perSecond = PER_SECOND;
  private int atOnce = AT_ONCE;
  private int perDay = PER_DAY;
  private LocalDate day = LocalDate.EPOCH;
  private int today;

  /// Lets a call in, or answers why not. Whoever is let in must leave.
  synchronized Optional<Reply> enter(String customer, Instant now) {
    startDay(now);
    today++;
    if (today > perDay) {
      return Optional.of(ReapitErrors.tooManyRequests());
    }
    if (perSecond != LIFTED) {
      while (!lastSecond.isEmpty()
          && !lastSecond.peekFirst().isAfter(now.minus(Duration.ofSeconds(1)))) {
        lastSecond.removeFirst();
      }
      if (lastSecond.size() >= perSecond) {
        return Optional.of(ReapitErrors.tooManyRequests());
      }
    }
    if (underWay.getOrDefault(customer, 0) + kept(customer, now) >= atOnce) {
      return Optional.of(ReapitErrors.tooManyAtOnce(now));
    }
    if (perSecond != LIFTED) {
      lastSecond.addLast(now);
    }
    underWay.merge(customer, 1, Integer::sum);
    return Optional.empty();
  }

  synchronized void leave(String customer) {
    underWay.merge(customer, -1, Integer::sum);
  }

  /// A call that nobody waits for any more still counts as under way.
  synchronized void keepSlot(String customer, Instant until) {
    keptUntil.computeIfAbsent(customer, _ -> new ArrayList<>()).add(until);
  }

  synchronized void endQuota(Instant now) {
    startDay(now);
    today = Math.max(today, perDay);
  }

  synchronized ObjectNode json() {
    var json = Json.object();
    putUnlessLifted(json, "perSecond", perSecond);
    putUnlessLifted(json, "atOnce", atOnce);
    putUnlessLifted(json, "perDay", perDay);
    return json.put("today", today);
  }

  synchronized void change(ObjectNode changes) {
    perSecond = changed(changes, "perSecond", perSecond);
    atOnce = changed(changes, "atOnce", atOnce);
    perDay = changed(changes, "perDay", perDay);
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

  private void startDay(Instant now) {
    var nowDay = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!nowDay.equals(day)) {
      day = nowDay;
      today = 0;
    }
  }

  private int kept(String customer, Instant now) {
    var kept = keptUntil.getOrDefault(customer, List.of());
    if (!kept.isEmpty()) {
      kept.removeIf(until -> !until.isAfter(now));
    }
    return kept.size();
  }
}
