package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The three views of a record, each with other members and other names for the same members.
/// Whatever a record has in the wrong shape, a view shows in that shape.
final class AltoViews {

  private AltoViews() {}

  /// As `GET /contacts/all` lists it: with persona, without address and without person ids; of each
  /// person only the first number and address.
  static ObjectNode item(ObjectNode record, boolean archived) {
    if (isBare(record)) {
      return record.deepCopy();
    }
    var item = headed(record);
    var type = item.putObject("contactType");
    copy(record, "category", type, "category");
    copy(record, "persona", type, "persona");
    var people = item.putArray("contactInformation");
    for (var person : record.path("people")) {
      var information = people.addObject();
      copy(person, "title", information, "title");
      copy(person, "forename", information, "foreName");
      copy(person, "surname", information, "surname");
      copy(person.path("phoneNumbers").path(0), "number", information, "phoneNumber");
      copy(person.path("emailAddresses").path(0), "address", information, "emailAddress");
    }
    copy(record.path("position"), "name", item, "position");
    copy(record.path("intention"), "name", item, "intention");
    copy(record.path("disposal"), "name", item, "disposal");
    copy(record, "branchId", item.putObject("branch"), "id");
    copy(record.path("lead").path("source"), "name", item, "leadSource");
    item.put("isActive", !archived);
    copy(record, "potentialVendor", item, "potentialVendor");
    copy(record, "potentialLandlord", item, "potentialLandlord");
    copy(record, "createdAt", item, "createdAt");
    copy(record, "modifiedDate", item, "modifiedAt");
    copy(record, "notes", item, "notes");
    copy(record, "companyName", item, "companyName");
    copy(record, "applicantRequirements", item, "applicantRequirements");
    return item;
  }

  /// As `GET /contacts/{id}` shows it: with address and people, without persona.
  static ObjectNode contact(ObjectNode record, boolean archived) {
    if (isBare(record)) {
      return record.deepCopy();
    }
    var contact = headed(record);
    copy(record, "address", contact, "address");
    copy(record, "branchId", contact.putObject("branch"), "id");
    contact.set("people", people(record));
    copy(record, "category", contact, "category");
    copy(record, "lead", contact, "lead");
    copy(record, "position", contact, "position");
    copy(record, "intention", contact, "intention");
    copy(record, "disposal", contact, "disposal");
    copy(record, "notes", contact, "notes");
    contact.put("archived", archived);
    copy(record, "companyName", contact, "companyName");
    copy(record, "potentialVendor", contact, "potentialVendor");
    copy(record, "potentialLandlord", contact, "potentialLandlord");
    copy(record, "applicantRequirements", contact, "applicantRequirements");
    copy(record, "modifiedDate", contact, "modifiedDate");
    return contact;
  }

  /// As `GET /contacts/search` finds it.
  static ObjectNode found(ObjectNode record, boolean archived) {
    if (isBare(record)) {
      return record.deepCopy();
    }
    var found = headed(record);
    copy(record, "id", found, "contactId");
    var first = record.path("people").path(0);
    found.put(
        "displayName",
        "%s %s".formatted(first.path("forename").asString(""), first.path("surname").asString("")));
    found.put("archived", archived);
    copy(record, "potentialVendor", found, "potentialVendor");
    copy(record, "potentialLandlord", found, "potentialLandlord");
    copy(record, "notes", found, "notes");
    copy(record, "category", found, "category");
    copy(record, "createdAt", found, "registeredOn");
    copy(record, "lastContactedOn", found, "lastContactedOn");
    copy(record, "address", found, "address");
    var people = found.putArray("people");
    record.path("people").forEach(person -> people.add(foundPerson(person)));
    found.putArray("properties");
    found.putArray("applicantRequirements");
    copy(record, "modifiedDate", found, "modifiedDate");
    return found;
  }

  static ArrayNode people(ObjectNode record) {
    var people = Json.array();
    record.path("people").forEach(person -> people.add(person(record, person)));
    return people;
  }

  static ObjectNode person(ObjectNode record, JsonNode person) {
    var shown = Json.object();
    copy(person, "id", shown, "id");
    shown.set(
        "links",
        links(
            "/contacts/%s/persons/%s"
                .formatted(record.path("id").asString(""), person.path("id").asString(""))));
    for (var member :
        new String[] {"title", "forename", "surname", "phoneNumbers", "emailAddresses"}) {
      copy(person, member, shown, member);
    }
    return shown;
  }

  private static ObjectNode foundPerson(JsonNode person) {
    var shown = Json.object();
    copy(person, "id", shown, "personId");
    copy(person, "title", shown, "title");
    copy(person, "forename", shown, "forename");
    copy(person, "surname", shown, "surname");
    var emails = shown.putArray("emails");
    for (var email : person.path("emailAddresses")) {
      var one = emails.addObject().put("emailAddressId", Integer.toString(emails.size()));
      copy(email, "address", one, "emailAddress");
    }
    var phones = shown.putArray("phoneNumbers");
    for (var phone : person.path("phoneNumbers")) {
      var one = phones.addObject().put("phoneNumberId", Integer.toString(phones.size()));
      copy(phone, "number", one, "phoneNumber");
    }
    return shown;
  }

  private static ObjectNode headed(ObjectNode record) {
    var headed = Json.object();
    copy(record, "id", headed, "id");
    headed.set("links", links("/contacts/" + record.path("id").asString("")));
    return headed;
  }

  private static ArrayNode links(String self) {
    var links = Json.array();
    links.addObject().put("href", self).put("rel", "self");
    return links;
  }

  private static boolean isBare(ObjectNode record) {
    return record.size() <= 1;
  }

  private static void copy(JsonNode from, String member, ObjectNode to, String as) {
    var value = from.get(member);
    to.set(as, value == null ? JsonNodeFactory.instance.nullNode() : value);
  }
}
