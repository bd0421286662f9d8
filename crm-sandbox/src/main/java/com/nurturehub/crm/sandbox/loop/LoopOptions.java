package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How this Loop behaves.
///
/// @param liveLike whether nothing but the two property lists is there, as is known of the real one
/// @param failsInside whether calls about people fail with status 200 and an error in the body
/// @param ignoresPageNumber whether every page is the first
/// @param editsBetween whether somebody edits a person right after it was read by its id
/// @param saysWhenToComeBack whether a 429 has `Retry-After`
/// @param envelope what the rows of a list are called
public record LoopOptions(
    boolean liveLike,
    boolean failsInside,
    boolean ignoresPageNumber,
    boolean editsBetween,
    boolean saysWhenToComeBack,
    Envelope envelope) {

  /// The member that holds the rows of a list; both were seen.
  public enum Envelope {
    RESULTS,
    DATA
  }

  public static LoopOptions usual() {
    return new LoopOptions(false, false, false, false, true, Envelope.RESULTS);
  }

  /// As it is, with the members named in here.
  public LoopOptions changed(JsonNode json) {
    return new LoopOptions(
        json.path("liveLike").asBoolean(liveLike),
        json.path("failsInside").asBoolean(failsInside),
        json.path("ignoresPageNumber").asBoolean(ignoresPageNumber),
        json.path("editsBetween").asBoolean(editsBetween),
        json.path("saysWhenToComeBack").asBoolean(saysWhenToComeBack),
        Json.text(json, "envelope")
            .map(name -> Envelope.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(envelope));
  }

  public ObjectNode json() {
    return Json.object()
        .put("liveLike", liveLike)
        .put("failsInside", failsInside)
        .put("ignoresPageNumber", ignoresPageNumber)
        .put("editsBetween", editsBetween)
        .put("saysWhenToComeBack", saysWhenToComeBack)
        .put("envelope", envelope.name().toLowerCase(Locale.ROOT));
  }
}
