package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a contact lets the agency do, by purpose. It is held once, also for two people.
final class AltoConsents {

  static final List<String> TYPES =
      List.of(
          "PropertyMatching",
          "GeneralMarketing",
          "FinancialServices",
          "ConveyancingServices",
          "MoveIt",
          "RelocationAgentNetwork",
          "KeyfloViewingNotifications");

  static final Set<String> STATUSES = Set.of("Denied", "Granted", "Unknown", "GrantedOrUnknown");
  static final Set<String> WRITABLE_STATUSES = Set.of("Denied", "Granted");

  private static final int STATUS = 451;
  private static final int SINCE = 461;
  private static final long DAY_MILLIS = 86_400_000L;

  private AltoConsents() {}

  /// What a contact said before anybody touched it.
  static ArrayNode made(Dice own, int number, long modified) {
    var preferences = Json.array();
    for (int place = 0; place < TYPES.size(); place++) {
      var chance = own.below(100, STATUS + place);
      var status =
          chance < 50
              ? "Granted"
              : chance < 65 ? "Denied" : chance < 95 ? "Unknown" : "GrantedOrUnknown";
      var said = chance < 65;
      var since = modified - own.below(300, SINCE + place) * DAY_MILLIS;
      preferences.add(
          preference(number, TYPES.get(place), said ? 1 : 0)
              .put("dateActioned", said ? AltoStamps.of(since) : null)
              .put("optInStatus", status)
              .put("actionedBy", said ? "Agent" : null)
              .putNull("additionalInformation"));
    }
    return preferences;
  }

  /// Nobody was asked anything.
  static ArrayNode unasked(int number) {
    var preferences = Json.array();
    for (var type : TYPES) {
      preferences.add(
          preference(number, type, 0)
              .putNull("dateActioned")
              .put("optInStatus", "Unknown")
              .putNull("actionedBy")
              .putNull("additionalInformation"));
    }
    return preferences;
  }

  /// Somebody said something about one purpose.
  static void say(
      ObjectNode record, String type, String status, String by, JsonNode notes, String at) {
    for (var one : record.path("preferences")) {
      if (one instanceof ObjectNode preference
          && preference.path("type").asString("").equals(type)) {
        preference
            .put("versionNumber", preference.path("versionNumber").asInt(0) + 1)
            .put("dateActioned", at)
            .put("optInStatus", status)
            .put("actionedBy", by)
            .put("additionalInformation", notes.isString() ? notes.asString() : null);
      }
    }
  }

  private static ObjectNode preference(int number, String type, int version) {
    var place = TYPES.indexOf(type);
    return Json.object()
        .put("id", number * 10 + place + 1)
        .put("recordId", number * 10 + place + 1)
        .put("groupId", 7)
        .put("versionNumber", version)
        .put("contactId", AltoPeople.FIRST_ID + number)
        .put("type", type);
  }
}
