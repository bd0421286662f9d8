package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How this Reapit behaves where the documents leave it open, or where the real one was seen to
/// behave differently at different times.
///
/// @param replicaDelay how long a new contact cannot be read
/// @param slotKept how long a call that the gateway gave up on still counts as under way
/// @param metadataMerges whether a PATCH merges `metadata` instead of replacing it
/// @param metadataMovesTag whether a PATCH of nothing but `metadata` changes the ETag and
///   `modified`, and is announced
public record ReapitOptions(
    Location location,
    Duration replicaDelay,
    Duration slotKept,
    boolean metadataMerges,
    boolean metadataMovesTag) {

  /// What the `Location` header of a new contact holds.
  public enum Location {
    /// The address under which the caller knows us.
    PUBLIC,
    /// A host name that works only inside Reapit.
    INTERNAL,
    RELATIVE,
    MISSING
  }

  public static ReapitOptions usual() {
    return new ReapitOptions(Location.PUBLIC, Duration.ZERO, Duration.ZERO, false, true);
  }

  public ReapitOptions withLocation(Location other) {
    return new ReapitOptions(other, replicaDelay, slotKept, metadataMerges, metadataMovesTag);
  }

  public ReapitOptions withReplicaDelay(Duration other) {
    return new ReapitOptions(location, other, slotKept, metadataMerges, metadataMovesTag);
  }

  public ReapitOptions withSlotKept(Duration other) {
    return new ReapitOptions(location, replicaDelay, other, metadataMerges, metadataMovesTag);
  }

  public ReapitOptions withMetadata(boolean merges, boolean movesTag) {
    return new ReapitOptions(location, replicaDelay, slotKept, merges, movesTag);
  }

  ReapitOptions changed(JsonNode json) {
    return new ReapitOptions(
        Json.text(json, "location")
            .map(name -> Location.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(location),
        Duration.ofMillis(json.path("replicaDelayMillis").asLong(replicaDelay.toMillis())),
        Duration.ofMillis(json.path("slotKeptMillis").asLong(slotKept.toMillis())),
        json.path("metadataMerges").asBoolean(metadataMerges),
        json.path("metadataMovesTag").asBoolean(metadataMovesTag));
  }

  ObjectNode json() {
    return Json.object()
        .put("location", location.name().toLowerCase(Locale.ROOT))
        .put("replicaDelayMillis", replicaDelay.toMillis())
        .put("slotKeptMillis", slotKept.toMillis())
        .put("metadataMerges", metadataMerges)
        .put("metadataMovesTag", metadataMovesTag);
  }
}
