package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What one agency has set up: branches, the people who work there, and its own code tables.
final class AltoOffice {

  static final int FIRST_BRANCH = 2_681;
  static final int BRANCHES = 3;

  private static final int NEGOTIATORS_EACH = 3;
  private static final String[] STREETS = {"High Street", "Station Road", "Market Place"};
  private static final String CREATED = AltoStamps.of(1_478_000_000_000L);
  private static final String MODIFIED = AltoStamps.of(1_772_000_000_000L);
  private static final int CODES = 1;

  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "client-positions",
          List.of("In Rented", "Property On Market", "Nothing To Sell", "First Time Buyer"),
          "client-intentions",
          List.of("Buy", "Rent", "Sell", "Let", "Invest"),
          "client-disposal-statuses",
          List.of("Not applicable", "Under offer", "Exchanged"),
          "lead-sources",
          List.of("Website", "Walk in", "Zoopla", "Recommendation"));

  private final Dice dice;
  private final List<ObjectNode> negotiators = new ArrayList<>();

  AltoOffice(Dice dice) {
    this.dice = dice;
    var staff = new People(dice, BRANCHES * NEGOTIATORS_EACH);
    for (int number = 0; number < staff.count(); number++) {
      var person = staff.person(number);
      var name = person.surname() + "." + (number + 1);
      negotiators.add(
          Json.object()
              .put("id", Integer.toString(number + 1))
              .put("title", person.title())
              .put("name", (person.forename() + " " + person.surname()).replace("  ", " "))
              .put("email", name + "@agency.example")
              .put("loginName", name)
              .put("phoneNumber", "01632 960%03d".formatted(number))
              .put("role", "Negotiator")
              .put("authorisedSignatory", number % NEGOTIATORS_EACH == 0));
    }
  }

  static boolean hasBranch(String id) {
    return branchNumber(id) >= 0;
  }

  static List<String> branchIds() {
    List<String> ids = new ArrayList<>();
    for (int branch = 0; branch < BRANCHES; branch++) {
      ids.add(Integer.toString(FIRST_BRANCH + branch));
    }
    return ids;
  }

  ObjectNode branch(String id, boolean active) {
    var branch =
        Json.object()
            .put("branchId", id)
            .put("createdAt", CREATED)
            .put("modifiedAt", MODIFIED)
            .put("name", nameOf(id));
    branch
        .putObject("address")
        .putNull("subDwelling")
        .put("nameNumber", "1")
        .put("street", nameOf(id))
        .putNull("locality")
        .put("town", "Oxford")
        .putNull("county")
        .put("postcode", "OX1 1AA")
        .put("countryCode", "GB")
        .putNull("uprn");
    return branch.put("status", active ? "Active" : "Inactive").put("defaultMarket", "Sale");
  }

  static String nameOf(String branchId) {
    return STREETS[branchNumber(branchId)];
  }

  List<ObjectNode> negotiators() {
    return negotiators;
  }

  Optional<ObjectNode> negotiator(String id) {
    return negotiators.stream().filter(one -> one.path("id").asString("").equals(id)).findFirst();
  }

  /// A code table; the codes are the agency's own.
  ArrayNode parameters(String name) {
    var table = Json.array();
    for (int place = 0; place < PARAMETERS.getOrDefault(name, List.of()).size(); place++) {
      table.add(parameter(name, place));
    }
    return table;
  }

  /// One row of a code table.
  ObjectNode parameter(String name, int place) {
    var names = PARAMETERS.getOrDefault(name, List.of());
    return Json.object()
        .put("code", Integer.toString(firstCode(name) + place))
        .put("name", names.get(place % names.size()));
  }

  /// The row with this code.
  Optional<ObjectNode> withCode(String name, String code) {
    for (var row : parameters(name)) {
      if (row.path("code").asString("").equals(code)) {
        return Optional.of((ObjectNode) row);
      }
    }
    return Optional.empty();
  }

  private int firstCode(String name) {
    return 100 + dice.below(800, CODES + name.length()) + 10 * name.length();
  }

  private static int branchNumber(String id) {
    return branchIds().indexOf(id);
  }
}
