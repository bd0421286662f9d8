package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a contact is to the agency: applicant, landlord, vendor and so on. Made from the seed.
final class ReapitRoles {

  private static final String[] TYPES = {"applicant", "landlord", "offer", "tenancy", "vendor"};
  private static final int ROLES_MAX = 4;
  private static final int COUNT = 301;
  private static final int TYPE = 302;
  private static final int OLD = 310;

  private ReapitRoles() {}

  /// @param withArchived whether roles of the past are wanted too
  static List<ObjectNode> of(
      ReapitCustomer customer, int number, String contact, boolean withArchived) {
    var own = customer.dice().of(number);
    var first = own.below(TYPES.length, TYPE);
    List<ObjectNode> roles = new ArrayList<>();
    for (int i = 0; i < own.below(ROLES_MAX, COUNT); i++) {
      var old = own.percent(15, OLD + i);
      if (!old || withArchived) {
        roles.add(role(contact, number, i, TYPES[(first + i) % TYPES.length], old));
      }
    }
    return roles;
  }

  private static ObjectNode role(String contact, int number, int place, String type, boolean old) {
    var office = contact.substring(0, 3);
    var id = "%s9%07d%d".formatted(office, number, place);
    var associated = "%s8%07d%d".formatted(office, number, place);
    var role =
        Json.object()
            .put("id", id)
            .put("created", "2024-02-02T13:31:10Z")
            .put("modified", "2025-02-05T11:13:44Z")
            .put("contactId", contact)
            .put("associatedType", type)
            .put("associatedId", associated)
            .put("fromArchive", old);
    var links = role.putObject("_links");
    links.putObject("self").put("href", "/contacts/%s/relationships/%s".formatted(contact, id));
    links.putObject("contact").put("href", "/contacts/" + contact);
    links.putObject(type).put("href", "/%ss/%s".formatted(type, associated));
    return role.putNull("_embedded");
  }
}
