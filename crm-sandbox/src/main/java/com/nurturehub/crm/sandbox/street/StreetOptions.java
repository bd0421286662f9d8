package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How this Street behaves where its documents leave it open.
///
/// @param order in which lists come; none is promised
/// @param bounds whether `updated_from` and its like include the instant they name
/// @param refusesLargePages whether a page above the cap is refused rather than cut
/// @param checksAccept whether an `Accept` that leaves JSON:API out is refused
/// @param refusesUnknown whether unknown members and parameters are refused rather than ignored
/// @param keepsPreferences whether preferences left out of a PATCH stay as they are; otherwise they
///   become false
/// @param needsRelation whether an enquiry must name what it is about
/// @param knowsIdentifiers whether an enquiry's `enquiry_identifier` is heeded
/// @param matching how long it takes until an enquiry has a person
/// @param trashMoves whether deleting and restoring a person moves `updated_at`
/// @param announcesOwnWrites whether consent changed through the API is announced like any other
/// @param limitHeaders whether answers tell how much of a limit is left, and when to come back
/// @param limitBody how the body of a 429 is spelled
/// @param stamps how times are spelled
public record StreetOptions(
    Order order,
    Bounds bounds,
    boolean refusesLargePages,
    boolean checksAccept,
    boolean refusesUnknown,
    boolean keepsPreferences,
    boolean needsRelation,
    boolean knowsIdentifiers,
    Duration matching,
    boolean trashMoves,
    boolean announcesOwnWrites,
    boolean limitHeaders,
    LimitBody limitBody,
    Stamps stamps) {

  /// The order of lists.
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST,
    /// In no order, and in another one whenever the number of rows changes.
    SHUFFLED
  }

  /// What belongs to a span of time.
  public enum Bounds {
    INCLUSIVE,
    EXCLUSIVE
  }

  /// The body of a 429.
  public enum LimitBody {
    ERRORS,
    MESSAGE
  }

  /// The spelling of a time.
  public enum Stamps {
    /// `2026-06-01T12:30:00Z`
    ZULU,
    /// `2026-06-01T12:30:00+00:00`
    OFFSET,
    /// `2026-06-01T12:30:00.000000Z`
    FRACTION
  }

  public static StreetOptions usual() {
    return new StreetOptions(
        Order.OLDEST_FIRST,
        Bounds.EXCLUSIVE,
        false,
        true,
        false,
        true,
        true,
        false,
        Duration.ZERO,
        true,
        true,
        true,
        LimitBody.ERRORS,
        Stamps.ZULU);
  }

  /// As it is, with the members named in here.
  public StreetOptions changed(JsonNode json) {
    return new StreetOptions(
        chosen(json, "order", order),
        chosen(json, "bounds", bounds),
        json.path("refusesLargePages").asBoolean(refusesLargePages),
        json.path("checksAccept").asBoolean(checksAccept),
        json.path("refusesUnknown").asBoolean(refusesUnknown),
        json.path("keepsPreferences").asBoolean(keepsPreferences),
        json.path("needsRelation").asBoolean(needsRelation),
        json.path("knowsIdentifiers").asBoolean(knowsIdentifiers),
        Duration.ofMillis(json.path("matchingMillis").asLong(matching.toMillis())),
        json.path("trashMoves").asBoolean(trashMoves),
        json.path("announcesOwnWrites").asBoolean(announcesOwnWrites),
        json.path("limitHeaders").asBoolean(limitHeaders),
        chosen(json, "limitBody", limitBody),
        chosen(json, "stamps", stamps));
  }

  public ObjectNode json() {
    return Json.object()
        .put("order", name(order))
        .put("bounds", name(bounds))
        .put("refusesLargePages", refusesLargePages)
        .put("checksAccept", checksAccept)
        .put("refusesUnknown", refusesUnknown)
        .put("keepsPreferences", keepsPreferences)
        .put("needsRelation", needsRelation)
        .put("knowsIdentifiers", knowsIdentifiers)
        .put("matchingMillis", matching.toMillis())
        .put("trashMoves", trashMoves)
        .put("announcesOwnWrites", announcesOwnWrites)
        .put("limitHeaders", limitHeaders)
        .put("limitBody", name(limitBody))
        .put("stamps", name(stamps));
  }

  private static <E extends Enum<E>> E chosen(JsonNode json, String member, E now) {
    return Json.text(json, member)
        .map(name -> Enum.valueOf(now.getDeclaringClass(), name.toUpperCase(Locale.ROOT)))
        .orElse(now);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
