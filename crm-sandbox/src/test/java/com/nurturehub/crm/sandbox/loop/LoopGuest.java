package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Visits of somebody who has the key of the team COALVILLE.
final class LoopGuest {

  static final String TEAM = "COALVILLE";
  static final String OTHER_TEAMS_KEY = "a54b1111-0000-4000-8000-5a2db0c0ffee";

  private LoopGuest() {}

  static Guest of(int people) {
    var settings = SandboxSettings.demo();
    var guest =
        new Guest(
            settings.withLoop(settings.loop().with(TEAM, people)),
            Sandbox::loopApi,
            Map.of(
                "x-api-key", "c0a1f111-0000-4000-8000-5a2db0c0ffee",
                "Content-Type", "application/json"));
    guest.admin("PUT", "/loop/limits", "{\"perMinute\": null}");
    return guest;
  }

  static void option(Guest guest, String name, Object value) {
    var json = value instanceof String text ? "\"" + text + "\"" : value.toString();
    guest.admin("PUT", "/loop/options", "{\"%s\": %s}".formatted(name, json));
  }

  static List<String> ids(ObjectNode page) {
    List<String> ids = new ArrayList<>();
    page.path("results").forEach(person -> ids.add(person.path("personId").asString("")));
    return ids;
  }

  static String anyId(Guest guest) {
    return ids(guest.getJson("/people?pageSize=1")).getFirst();
  }
}
