package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What goes wrong with deliveries on purpose.
///
/// @param copies how often each event is delivered
/// @param lostPercent how many are never delivered
/// @param heldBackPercent how many come later than their successors
/// @param holdBackSeconds by how much
/// @param timeScale the waits between attempts are multiplied by this; 0 repeats at once
record AltoMischief(
    int copies,
    int lostPercent,
    int heldBackPercent,
    int holdBackSeconds,
    Signature signature,
    double timeScale) {

  enum Signature {
    RIGHT,
    MISSING,
    WRONG
  }

  static AltoMischief none() {
    return new AltoMischief(1, 0, 0, 30, Signature.RIGHT, 1);
  }

  AltoMischief changed(JsonNode json) {
    return new AltoMischief(
        json.path("copies").asInt(copies),
        json.path("lostPercent").asInt(lostPercent),
        json.path("heldBackPercent").asInt(heldBackPercent),
        json.path("holdBackSeconds").asInt(holdBackSeconds),
        Json.text(json, "signature")
            .map(name -> Signature.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(signature),
        json.path("timeScale").asDouble(timeScale));
  }

  ObjectNode json() {
    return Json.object()
        .put("copies", copies)
        .put("lostPercent", lostPercent)
        .put("heldBackPercent", heldBackPercent)
        .put("holdBackSeconds", holdBackSeconds)
        .put("signature", signature.name().toLowerCase(Locale.ROOT))
        .put("timeScale", timeScale);
  }
}
