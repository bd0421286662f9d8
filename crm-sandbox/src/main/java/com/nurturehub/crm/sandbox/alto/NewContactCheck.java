package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds what is wrong with a contact that somebody wants to create.
final class NewContactCheck {

  static final Pattern PHONE = Pattern.compile("[+]?[0-9\\s]{10,20}");
  static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  static final List<String> PHONE_TYPES =
      List.of("Unspecified", "Home", "Business", "Mobile", "Fax", "Work", "ISDN");
  static final int PHONES_MAX = 4;
  static final int EMAILS_MAX = 2;

  private static final int PEOPLE_MAX = 2;
  private static final Set<String> CATEGORIES = Set.of("Unknown", "Client", "ContactRelationship");
  private static final Set<String> MEMBERS =
      Set.of(
          "negotiatorId",
          "branchId",
          "address",
          "people",
          "lead",
          "position",
          "intention",
          "disposal",
          "notes",
          "companyName",
          "category",
          "potentialVendor",
          "potentialLandlord");
  private static final Map<String, Integer> NAME_LENGTHS =
      Map.of("title", 20, "forename", 50, "surname", 50);
  private static final Map<String, Integer> ADDRESS_LENGTHS =
      Map.of(
          "subDwelling", 50,
          "nameNumber", 50,
          "street", 50,
          "locality", 50,
          "town", 50,
          "county", 50,
          "postcode", 20,
          "countryCode", 2,
          "uprn", 12);
  private static final Map<String, String> TABLES =
      Map.of(
          "position", "client-positions",
          "intention", "client-intentions",
          "disposal", "client-disposal-statuses");

  private final AltoAgency agency;
  private final List<String> flaws = new ArrayList<>();

  private NewContactCheck(AltoAgency agency) {
    this.agency = agency;
  }

  static List<String> flaws(ObjectNode given, AltoAgency agency) {
    var check = new NewContactCheck(agency);
    check.contact(given);
    return check.flaws;
  }

  static int nameLengthMax(String member) {
    return NAME_LENGTHS.getOrDefault(member, 0);
  }

  private void contact(ObjectNode given) {
    given.propertyNames().stream()
        .filter(name -> !MEMBERS.contains(name))
        .forEach(name -> flaws.add("There is no member %s.".formatted(name)));
    branch(Json.text(given, "branchId").orElse(""));
    people(given.path("people"));
    address(given.path("address"));
    TABLES.forEach((member, table) ->
        Json.text(given, member)
            .filter(code -> agency.office().withCode(table, code).isEmpty())
            .ifPresent(code -> flaws.add("There is no %s %s.".formatted(member, code))));
    if (given.hasNonNull("lead")) {
      var source = Json.text(given.path("lead"), "source").orElse("");
      if (agency.office().withCode("lead-sources", source).isEmpty()) {
        flaws.add("There is no lead source %s.".formatted(source));
      }
    }
    Json.text(given, "category")
        .filter(category -> !CATEGORIES.contains(category))
        .ifPresent(category -> flaws.add("A contact cannot be made a %s.".formatted(category)));
    Json.text(given, "negotiatorId")
        .filter(id -> agency.office().negotiator(id).isEmpty())
        .ifPresent(id -> flaws.add("There is no negotiator %s.".formatted(id)));
  }

  private void branch(String branch) {
    if (branch.isBlank()) {
      flaws.add("The BranchId field is required.");
    } else if (!AltoOffice.hasBranch(branch)) {
      flaws.add("There is no branch %s.".formatted(branch));
    } else if (!agency.hasActivated(branch)) {
      flaws.add("The integration is not active for branch %s.".formatted(branch));
    }
  }

  private void people(JsonNode people) {
    if (!people.isArray() || people.isEmpty() || people.size() > PEOPLE_MAX) {
      flaws.add("There must be one or two people.");
      return;
    }
    for (var person : people) {
      if (Json.text(person, "surname").filter(text -> !text.isBlank()).isEmpty()) {
        flaws.add("The Surname field is required.");
      }
      NAME_LENGTHS.forEach((member, max) -> length(person, member, max));
      phones(person.path("phoneNumbers"));
      emails(person.path("emailAddresses"));
    }
  }

  private void phones(JsonNode phones) {
    if (phones.size() > PHONES_MAX) {
      flaws.add("There are more than four phone numbers.");
    }
    for (var phone : phones) {
      if (!PHONE.matcher(phone.path("number").asString("")).matches()) {
        flaws.add("The phone number is not valid.");
      }
      if (!PHONE_TYPES.contains(Json.text(phone, "type").orElse("Home"))) {
        flaws.add("The type of the phone number is not valid.");
      }
    }
  }

  private void emails(JsonNode emails) {
    if (emails.size() > EMAILS_MAX) {
      flaws.add("There are more than two email addresses.");
    }
    for (var email : emails) {
      if (!EMAIL.matcher(email.path("address").asString("")).matches()) {
        flaws.add("The email address is not valid.");
      }
      if (email.has("type")) {
        flaws.add("An email address takes no type.");
      }
    }
  }

  private void address(JsonNode address) {
    for (var part : address.properties()) {
      var max = ADDRESS_LENGTHS.get(part.getKey());
      if (max == null) {
        flaws.add("An address has no %s.".formatted(part.getKey()));
      } else {
        length(address, part.getKey(), max);
      }
    }
  }

  private void length(JsonNode of, String member, int max) {
    if (Json.text(of, member).filter(text -> text.length() > max).isPresent()) {
      flaws.add("The field %s has at most %d characters.".formatted(member, max));
    }
  }
}
