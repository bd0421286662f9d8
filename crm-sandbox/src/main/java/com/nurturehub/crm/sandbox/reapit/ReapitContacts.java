package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What Reapit's contact is made of, and how changes to it are taken.
final class ReapitContacts {

  static final List<String> PHONES = List.of("homePhone", "workPhone", "mobilePhone");
  static final List<String> ADDRESSES =
      List.of("primaryAddress", "secondaryAddress", "workAddress");

  private static final List<String> MEMBERS =
      List.of(
          "id",
          "created",
          "modified",
          "title",
          "forename",
          "surname",
          "dateOfBirth",
          "active",
          "marketingConsent",
          "identityCheck",
          "source",
          "homePhone",
          "workPhone",
          "mobilePhone",
          "email",
          "archivedOn",
          "fromArchive",
          "primaryAddress",
          "secondaryAddress",
          "workAddress",
          "officeIds",
          "negotiatorIds",
          "categoryIds",
          "communicationPreferenceLetter",
          "communicationPreferenceEmail",
          "communicationPreferencePhone",
          "communicationPreferenceSMS",
          "additionalContactDetails");
  static final List<String> WRITABLE =
      List.of(
          "title",
          "forename",
          "surname",
          "dateOfBirth",
          "active",
          "marketingConsent",
          "source",
          "homePhone",
          "workPhone",
          "mobilePhone",
          "email",
          "officeIds",
          "negotiatorIds",
          "categoryIds",
          "primaryAddress",
          "secondaryAddress",
          "workAddress",
          "communicationPreferenceLetter",
          "communicationPreferenceEmail",
          "communicationPreferencePhone",
          "communicationPreferenceSMS");

  private ReapitContacts() {}

  /// A contact with nothing in it but what Reapit puts into every one.
  static ObjectNode blank() {
    var contact = Json.object();
    MEMBERS.forEach(contact::putNull);
    contact.put("active", true);
    contact.put("marketingConsent", "notAsked");
    contact.put("identityCheck", "unchecked");
    contact.putArray("categoryIds");
    for (var channel : List.of("Letter", "Email", "Phone", "SMS")) {
      contact.put("communicationPreference" + channel, true);
    }
    contact.putObject("metadata");
    return contact.putNull("extrasField");
  }

  /// Takes over what a caller may write. Null means "not given".
  static void write(ObjectNode changes, ObjectNode contact) {
    for (var member : WRITABLE) {
      var value = changes.get(member);
      if (value == null || value.isNull()) {
        continue;
      }
      if (ADDRESSES.contains(member)) {
        contact.set(member, address(member, value, contact.path(member)));
      } else {
        contact.set(member, value);
      }
    }
  }

  /// The members given replace those of the address; the rest stays.
  private static JsonNode address(String member, JsonNode given, JsonNode before) {
    var address = Json.object();
    address.put("type", member.substring(0, member.length() - "Address".length()));
    for (var part :
        List.of("buildingName", "buildingNumber", "line1", "line2", "line3", "line4", "postcode")) {
      address.set(part, chosen(given, before, part, ""));
    }
    address.set("countryId", chosen(given, before, "countryId", "GB"));
    given
        .propertyStream()
        .filter(part -> part.getKey().equals("type") && part.getValue().isString())
        .forEach(part -> address.set("type", part.getValue()));
    return address;
  }

  private static JsonNode chosen(JsonNode given, JsonNode before, String part, String otherwise) {
    if (given.hasNonNull(part)) {
      return given.path(part);
    }
    return before.hasNonNull(part)
        ? before.path(part)
        : Json.object().put("value", otherwise).path("value");
  }

  /// Further details are written as an object from label to value and read as a list of both.
  static JsonNode details(JsonNode given) {
    if (given.isArray()) {
      return given;
    }
    var details = Json.array();
    given
        .properties()
        .forEach(detail ->
            details
                .addObject()
                .put("type", detail.getKey())
                .put("value", detail.getValue().asString("")));
    return details;
  }
}
