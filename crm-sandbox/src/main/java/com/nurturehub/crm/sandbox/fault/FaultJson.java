package com.nurturehub.crm.sandbox.fault;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.PageTwist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Faults as the admin API spells them.
public final class FaultJson {

  private static final int GATEWAY_SECONDS = 30;
  private static final long BOMB_BYTES = 512L * 1024 * 1024;

  private FaultJson() {}

  /// Throws `IllegalArgumentException` for a kind that does not exist.
  public static Fault read(JsonNode json) {
    return new Fault(
        harmIn(json),
        Json.text(json, "operation").orElse(Fault.ANY),
        Json.text(json, "customer").orElse(Fault.ANY),
        json.path("rate").asDouble(1),
        json.path("times").asInt(Integer.MAX_VALUE));
  }

  public static ObjectNode write(Faults.Active active) {
    var fault = active.fault();
    return Json.object()
        .put("id", active.id())
        .put("harm", fault.harm().toString())
        .put("operation", fault.operation())
        .put("customer", fault.customer())
        .put("rate", fault.rate())
        .put("times", fault.times())
        .put("struck", active.struck());
  }

  private static Harm harmIn(JsonNode json) {
    var kind = Json.text(json, "kind").orElse("");
    return switch (kind) {
      case "refuse" -> new Harm.Refuse(statusesIn(json), retryAfterIn(json));
      case "delay" -> new Harm.Delay(millis(json, "millis", 500));
      case "timeOutBefore" -> new Harm.TimeOutBefore(hold(json));
      case "timeOutAfter" -> new Harm.TimeOutAfter(hold(json));
      case "cutBefore" -> new Harm.CutBefore();
      case "cutAfter" -> new Harm.CutAfter();
      case "truncate" -> new Harm.Truncate();
      case "garble" -> new Harm.Garble();
      case "wrongType" -> new Harm.WrongType();
      case "redirect" ->
          new Harm.Redirect(Json.text(json, "to").orElse("https://elsewhere.example/"));
      case "gzipBomb" -> new Harm.GzipBomb(json.path("bytes").asLong(BOMB_BYTES));
      case "slowBody" ->
          new Harm.SlowBody(json.path("bytes").asInt(1024), millis(json, "millis", 1000));
      case "page" -> new Harm.Twist(twistIn(json));
      case String other -> throw new IllegalArgumentException("no such fault: " + other);
    };
  }

  private static List<Integer> statusesIn(JsonNode json) {
    List<Integer> statuses = new ArrayList<>();
    var given = json.path("status");
    if (given.isArray()) {
      given.forEach(status -> statuses.add(status.asInt()));
    } else {
      statuses.add(given.asInt(500));
    }
    return statuses;
  }

  private static Optional<Duration> retryAfterIn(JsonNode json) {
    var given = json.get("retryAfterSeconds");
    return given == null || given.isNull()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(given.asLong()));
  }

  private static PageTwist twistIn(JsonNode json) {
    return PageTwist.valueOf(Json.text(json, "twist").orElse("").toUpperCase(Locale.ROOT));
  }

  private static Duration hold(JsonNode json) {
    return millis(json, "holdMillis", GATEWAY_SECONDS * 1000L);
  }

  private static Duration millis(JsonNode json, String member, long otherwise) {
    return Duration.ofMillis(json.path(member).asLong(otherwise));
  }
}
