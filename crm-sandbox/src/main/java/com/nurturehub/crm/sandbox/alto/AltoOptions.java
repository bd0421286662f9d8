package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How this Alto behaves where the documents leave it open.
///
/// @param tokenLife how long an access token works
/// @param saysTokenLife whether the token answer carries `expires_in`
/// @param listWithoutActive what a listing shows that asks for neither active nor archived contacts
/// @param resultsMax a page has no more contacts than this, whatever was asked for
/// @param pageTokenLife how long a `next-token` works
/// @param byIds the shape of `GET /contacts?id=` and of `/persons`
/// @param location how a conflict names the contacts it was with
/// @param likeness what makes a new contact a duplicate
/// @param likensArchived whether archived contacts are looked at for that
/// @param preferencesMoveStamp whether a change of consent moves `modifiedDate` and is announced
/// @param notesMoveStamp whether a file note does
/// @param preferencesBody what a change of consent has to look like
/// @param namesPhoneTypes whether a PATCH gives phone types by name instead of by number
/// @param flagsAsText whether a PATCH gives flags as text
/// @param unplugged the status of calls for an agency that has switched the integration off
/// @param erased what is left of a person whose data was removed for good
public record AltoOptions(
    Duration tokenLife,
    boolean saysTokenLife,
    WithoutActive listWithoutActive,
    int resultsMax,
    Duration pageTokenLife,
    ByIds byIds,
    Location location,
    Likeness likeness,
    boolean likensArchived,
    boolean preferencesMoveStamp,
    boolean notesMoveStamp,
    PreferencesBody preferencesBody,
    boolean namesPhoneTypes,
    boolean flagsAsText,
    int unplugged,
    Erased erased) {

  public static final int RESULTS_MAX = 250;

  public enum WithoutActive {
    ACTIVE,
    BOTH
  }

  public enum ByIds {
    OBJECT,
    ARRAY,
    ITEMS
  }

  public enum Location {
    ABSOLUTE,
    RELATIVE,
    MISSING
  }

  public enum Likeness {
    EMAIL,
    PHONE_AND_SURNAME,
    EITHER,
    NONE
  }

  public enum PreferencesBody {
    ITEMS,
    ARRAY
  }

  public enum Erased {
    GONE,
    NAMELESS
  }

  public static AltoOptions usual() {
    return new AltoOptions(
        Duration.ofHours(1),
        true,
        WithoutActive.ACTIVE,
        RESULTS_MAX,
        Duration.ofDays(1),
        ByIds.OBJECT,
        Location.ABSOLUTE,
        Likeness.EITHER,
        true,
        true,
        false,
        PreferencesBody.ITEMS,
        false,
        false,
        403,
        Erased.GONE);
  }

  /// Only the members named in `json` change.
  public AltoOptions changed(JsonNode json) {
    return new AltoOptions(
        Duration.ofMillis(json.path("tokenLifeMillis").asLong(tokenLife.toMillis())),
        json.path("saysTokenLife").asBoolean(saysTokenLife),
        chosen(json, "listWithoutActive", listWithoutActive),
        json.path("resultsMax").asInt(resultsMax),
        Duration.ofMillis(json.path("pageTokenLifeMillis").asLong(pageTokenLife.toMillis())),
        chosen(json, "byIds", byIds),
        chosen(json, "location", location),
        chosen(json, "likeness", likeness),
        json.path("likensArchived").asBoolean(likensArchived),
        json.path("preferencesMoveStamp").asBoolean(preferencesMoveStamp),
        json.path("notesMoveStamp").asBoolean(notesMoveStamp),
        chosen(json, "preferencesBody", preferencesBody),
        json.path("namesPhoneTypes").asBoolean(namesPhoneTypes),
        json.path("flagsAsText").asBoolean(flagsAsText),
        json.path("unplugged").asInt(unplugged),
        chosen(json, "erased", erased));
  }

  ObjectNode json() {
    return Json.object()
        .put("tokenLifeMillis", tokenLife.toMillis())
        .put("saysTokenLife", saysTokenLife)
        .put("listWithoutActive", spelled(listWithoutActive))
        .put("resultsMax", resultsMax)
        .put("pageTokenLifeMillis", pageTokenLife.toMillis())
        .put("byIds", spelled(byIds))
        .put("location", spelled(location))
        .put("likeness", spelled(likeness))
        .put("likensArchived", likensArchived)
        .put("preferencesMoveStamp", preferencesMoveStamp)
        .put("notesMoveStamp", notesMoveStamp)
        .put("preferencesBody", spelled(preferencesBody))
        .put("namesPhoneTypes", namesPhoneTypes)
        .put("flagsAsText", flagsAsText)
        .put("unplugged", unplugged)
        .put("erased", spelled(erased));
  }

  private static <E extends Enum<E>> E chosen(JsonNode json, String member, E otherwise) {
    return Json.text(json, member)
        .map(name -> Enum.valueOf(otherwise.getDeclaringClass(), name.toUpperCase(Locale.ROOT)))
        .orElse(otherwise);
  }

  private static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
