package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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
/// @param limitHeaders what answers tell of the limits; `Retry-After` and the reset only with a 429
/// @param limitBody how the body of a 429 is spelled
/// @param stamps how times are spelled
/// @param pageTime how long a page of a hundred rows takes; a shorter one takes its share
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
    Set<LimitHeader> limitHeaders,
    LimitBody limitBody,
    Stamps stamps,
    Duration pageTime) {

  public StreetOptions {
    limitHeaders = Set.copyOf(limitHeaders);
  }

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

  /// What an answer may tell of a limit.
  public enum LimitHeader {
    LIMIT("X-RateLimit-Limit"),
    REMAINING("X-RateLimit-Remaining"),
    RESET("X-RateLimit-Reset"),
    RETRY_AFTER("Retry-After");

    private final String spelling;

    LimitHeader(String spelling) {
      this.spelling = spelling;
    }

    String spelling() {
      return spelling;
    }
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
        EnumSet.allOf(LimitHeader.class),
        LimitBody.ERRORS,
        Stamps.ZULU,
        Duration.ZERO);
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
        limitHeaders(json, limitHeaders),
        chosen(json, "limitBody", limitBody),
        chosen(json, "stamps", stamps),
        Duration.ofMillis(json.path("pageMillis").asLong(pageTime.toMillis())));
  }

  public ObjectNode json() {
    var json =
        Json.object()
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
            .put("limitBody", name(limitBody))
            .put("stamps", name(stamps))
            .put("pageMillis", pageTime.toMillis());
    limitHeaders.stream()
        .sorted()
        .map(StreetOptions::name)
        .forEach(json.putArray("limitHeaders")::add);
    return json;
  }

  private static Set<LimitHeader> limitHeaders(JsonNode json, Set<LimitHeader> now) {
    return json.has("limitHeaders")
        ? json.path("limitHeaders")
            .valueStream()
            .map(name -> LimitHeader.valueOf(name.asString("").toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet())
        : now;
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
