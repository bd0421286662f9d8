package com.nurturehub.crm.sandbox.crm;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Brings contacts out of shape, whatever the CRM's names for the members are.
public final class Deforming {

  private static final int HUGE_CHARACTERS = 10 * 1024 * 1024;

  /// Which members of a CRM's contact hold what.
  ///
  /// @param names title, forename and surname, in that order
  public record Members(
      String id, List<String> names, String email, String phone, String birth, String modified) {

    String surname() {
      return names.getLast();
    }
  }

  private Deforming() {}

  public static ObjectNode deformed(ObjectNode contact, Deformity how, Members members) {
    var bent = contact.deepCopy();
    switch (how) {
      case WRONG_TYPES -> {
        bent.put(members.surname(), 4711);
        bent.set(members.phone(), Json.array().add(true));
        bent.set(members.email(), Json.object().put("value", 1.5));
      }
      case LONE_SURROGATE -> bent.put(members.surname(), "Sm\uD83Dith");
      case IMPOSSIBLE_DATES -> {
        bent.put(members.birth(), "1990-02-30");
        bent.put(members.modified(), "2026-13-45T25:61:00Z");
      }
      case NO_NAME -> members.names().forEach(bent::putNull);
      case HUGE_FIELD -> bent.put(members.surname(), "x".repeat(HUGE_CHARACTERS));
      case CONTROL_CHARACTERS -> {
        bent.put(members.surname(), "Sm\u0000i\u0007th\r\n");
        bent.put(members.email(), "jo\u0000@mail.example");
      }
      case RIGHT_TO_LEFT -> bent.put(members.surname(), "\u202Eאבג\u202C Smith");
      case MEMBERS_MISSING -> bent.retain(members.id());
      case NO_ID -> bent.putNull(members.id());
    }
    return bent;
  }
}
