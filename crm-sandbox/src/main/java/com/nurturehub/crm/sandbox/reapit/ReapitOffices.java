package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import com.nurturehub.crm.sandbox.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The offices of one customer and the negotiators who work in them.
final class ReapitOffices {

  static final String[] CODES = {"OXF", "CAM", "CHL", "BTH", "GLD"};
  static final int NEGOTIATORS_EACH = 4;

  private static final String[] TOWNS = {"Oxford", "Cambridge", "Cheltenham", "Bath", "Guildford"};
  private static final String CREATED = "2016-11-01T09:00:00Z";
  private static final String MODIFIED = "2026-03-02T11:20:34Z";
  private static final int LETTERS = 26;
  // Without a common divisor with 26 to the third, so that no two negotiators get the same letters.
  private static final int STEP = 9_241;

  static final String[] NEGOTIATOR_CODES = codes();

  private final List<ObjectNode> offices = new ArrayList<>();
  private final List<ObjectNode> negotiators = new ArrayList<>();

  ReapitOffices(Dice dice, String customerName) {
    var staff = new People(dice, CODES.length * NEGOTIATORS_EACH);
    for (int office = 0; office < CODES.length; office++) {
      offices.add(office(office, customerName, staff.person(office * NEGOTIATORS_EACH)));
      for (int place = 0; place < NEGOTIATORS_EACH; place++) {
        negotiators.add(negotiator(office, place, staff));
      }
    }
  }

  List<ObjectNode> offices() {
    return offices;
  }

  List<ObjectNode> negotiators() {
    return negotiators;
  }

  boolean hasOffice(String id) {
    return find(offices, id).isPresent();
  }

  boolean hasNegotiator(String id) {
    return find(negotiators, id).isPresent();
  }

  static Optional<ObjectNode> find(List<ObjectNode> among, String id) {
    return among.stream().filter(one -> one.path("id").asString().equals(id)).findFirst();
  }

  private static String[] codes() {
    var codes = new String[CODES.length * NEGOTIATORS_EACH];
    for (int negotiator = 0; negotiator < codes.length; negotiator++) {
      codes[negotiator] = lettersOf(negotiator);
    }
    return codes;
  }

  /// Three letters, as a negotiator is known by inside the agency.
  private static String lettersOf(int negotiator) {
    var spread = (negotiator + 1) * STEP % (LETTERS * LETTERS * LETTERS);
    return ""
        + (char) ('A' + spread % LETTERS)
        + (char) ('A' + spread / LETTERS % LETTERS)
        + (char) ('A' + spread / LETTERS / LETTERS);
  }

  private static ObjectNode office(int office, String customerName, Person manager) {
    var code = CODES[office];
    var json =
        Json.object()
            .put("id", code)
            .put("created", CREATED)
            .put("modified", MODIFIED)
            .put("name", customerName + " " + TOWNS[office])
            .put("manager", nameOf(manager))
            .put("active", true)
            .putNull("region");
    json.putObject("address")
        .put("buildingName", "")
        .put("buildingNumber", Integer.toString(10 + office))
        .put("line1", "High Street")
        .put("line2", TOWNS[office])
        .put("line3", "")
        .put("line4", "")
        .put("postcode", manager.home().postcode().toUpperCase(Locale.ROOT))
        .put("countryId", "GB");
    json.putNull("additionalContactDetails")
        .put("workPhone", "01632 96000" + office)
        .put("email", code.toLowerCase(Locale.ROOT) + "@agency.example");
    json.putObject("metadata");
    json.put("_eTag", tag(code)).putNull("extrasField");
    var links = json.putObject("_links");
    links.putObject("self").put("href", "/offices/" + code);
    links.putObject("negotiators").put("href", "/negotiators/?officeId=" + code);
    return json.putNull("_embedded");
  }

  private static ObjectNode negotiator(int office, int place, People staff) {
    var number = office * NEGOTIATORS_EACH + place;
    var person = staff.person(number);
    var code = NEGOTIATOR_CODES[number];
    var json =
        Json.object()
            .put("id", code)
            .put("created", CREATED)
            .put("modified", MODIFIED)
            .put("name", nameOf(person))
            .put("jobTitle", place == 0 ? "Branch Manager" : "Senior Sales Negotiator")
            .put("officeId", CODES[office])
            .put("workPhone", "01632 9600" + (10 + office))
            .put("mobilePhone", "07700 9000" + (10 + number))
            .put("email", code.toLowerCase(Locale.ROOT) + "@agency.example")
            .putNull("profileImageUrl")
            .put("active", place < NEGOTIATORS_EACH - 1 || office > 0);
    json.putArray("diaryNegotiatorIds");
    json.putArray("diaryOfficeIds").add(CODES[office]);
    json.putNull("additionalContactDetails");
    json.putObject("metadata");
    json.put("_eTag", tag(code));
    var links = json.putObject("_links");
    links.putObject("self").put("href", "/negotiators/" + code);
    links.putObject("office").put("href", "/offices/" + CODES[office]);
    return json.putNull("_embedded");
  }

  private static String nameOf(Person person) {
    return (person.forename() == null ? "" : person.forename().strip() + " ") + person.surname();
  }

  private static String tag(String code) {
    var dice = Dice.of(0, code);
    return ETags.of(dice, 0);
  }
}
