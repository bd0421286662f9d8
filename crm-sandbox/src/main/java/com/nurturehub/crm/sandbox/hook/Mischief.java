package com.nurturehub.crm.sandbox.hook;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What goes wrong with messages on purpose.
///
/// @param copies how often each message is sent
/// @param freshEventIds whether copies get event ids of their own
/// @param lostPercent how many messages are never sent
/// @param heldBackPercent how many come later than their successors
/// @param holdBackSeconds by how much
/// @param garbled whether what is sent is no JSON, though signed like any message
/// @param replayAfterSeconds when to send a message that was taken once more, byte for byte and
///   under the signature of then; 0 for never
/// @param timeScale the waiting times between attempts are multiplied by this; 0 repeats at once
public record Mischief(
    int copies,
    boolean freshEventIds,
    int lostPercent,
    int heldBackPercent,
    int holdBackSeconds,
    Signature signature,
    boolean garbled,
    int replayAfterSeconds,
    double timeScale) {

  public enum Signature {
    RIGHT,
    MISSING,
    WRONG,
    /// Right, but an hour old.
    STALE,
    /// Right at first, missing on each further attempt.
    MISSING_ON_RETRY
  }

  public static Mischief none() {
    return new Mischief(1, false, 0, 0, 30, Signature.RIGHT, false, 0, 1);
  }

  /// As it is, with the members named in here.
  public Mischief changed(JsonNode json) {
    return new Mischief(
        json.path("copies").asInt(copies),
        json.path("freshEventIds").asBoolean(freshEventIds),
        json.path("lostPercent").asInt(lostPercent),
        json.path("heldBackPercent").asInt(heldBackPercent),
        json.path("holdBackSeconds").asInt(holdBackSeconds),
        Json.text(json, "signature")
            .map(name -> Signature.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(signature),
        json.path("garbled").asBoolean(garbled),
        json.path("replayAfterSeconds").asInt(replayAfterSeconds),
        json.path("timeScale").asDouble(timeScale));
  }

  public ObjectNode json() {
    return Json.object()
        .put("copies", copies)
        .put("freshEventIds", freshEventIds)
        .put("lostPercent", lostPercent)
        .put("heldBackPercent", heldBackPercent)
        .put("holdBackSeconds", holdBackSeconds)
        .put("signature", signature.name().toLowerCase(Locale.ROOT))
        .put("garbled", garbled)
        .put("replayAfterSeconds", replayAfterSeconds)
        .put("timeScale", timeScale);
  }
}
