package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Visits of an application that the network RIVERSIDE has let in.
final class StreetGuest {

  static final String NETWORK = "RIVERSIDE";

  private StreetGuest() {}

  static Guest of(int people) {
    var settings = SandboxSettings.demo();
    return new Guest(
        settings.withStreet(settings.street().with(NETWORK, people)),
        Sandbox::streetApi,
        Map.of(
            "Authorization", "Bearer street-riverside",
            "Accept", "application/vnd.api+json",
            "Content-Type", "application/vnd.api+json"));
  }

  static void option(Guest guest, String name, Object value) {
    var json = value instanceof String text ? "\"" + text + "\"" : value.toString();
    guest.admin("PUT", "/street/options", "{\"%s\": %s}".formatted(name, json));
  }

  static List<String> ids(Guest guest, String query) {
    return ids(guest.getJson("/people" + query));
  }

  static List<String> ids(ObjectNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(person -> ids.add(person.path("id").asString("")));
    return ids;
  }

  static String anyId(Guest guest) {
    return ids(guest, "?page[size]=1".replace("[", "%5B").replace("]", "%5D")).getFirst();
  }

  static JsonNode attributes(Guest guest, String id) {
    return guest.getJson("/people/" + id).path("data").path("attributes");
  }

  static int total(ObjectNode page) {
    return page.path("meta").path("pagination").path("total").asInt();
  }

  /// A body that changes a person.
  static String change(String id, String attributes) {
    return """
    {"data": {"type": "person", "id": "%s", "attributes": %s}}
    """
        .formatted(id, attributes);
  }

  static ObjectNode person(String first, String last, String email) {
    var person = Json.object().put("first_name", first).put("last_name", last);
    person
        .putArray("email_addresses")
        .addObject()
        .put("value", email)
        .putNull("notes")
        .put("primary", true);
    return person;
  }
}
