package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The few changes that JSON Patch may make to a contact and to a person on it; any other path or
/// operation is refused, and then nothing of the patch is done.
final class ContactPatching {

  private static final String JSON_PATCH = "application/json-patch+json";

  private final Supplier<AltoOptions> options;
  private final AltoEvents events;

  ContactPatching(Supplier<AltoOptions> options, AltoEvents events) {
    this.options = options;
    this.events = events;
  }

  Reply contact(Call call, AltoAgency agency) {
    var patch = Bodies.array(call, JSON_PATCH);
    var card = ContactReads.sound(agency, call.at("id"));
    var after =
        change(
            agency,
            call,
            card,
            before -> {
              var record = Json.ours(before.json());
              var archived = before.archived();
              for (var operation : patch) {
                require(operation, "replace");
                if (operation.path("path").asString("").equals("/Active")) {
                  archived = !flag(operation);
                } else {
                  patchContact(record, operation, agency);
                }
              }
              return AltoRecords.next(before, record, archived, call.at().toEpochMilli());
            });
    return Reply.json(200, AltoViews.contact(Json.ours(after.json()), after.archived()));
  }

  Reply person(Call call, AltoAgency agency) {
    var patch = Bodies.array(call, JSON_PATCH);
    var id = call.at("person");
    var card = ContactReads.sound(agency, call.at("id"));
    var after =
        change(
            agency,
            call,
            card,
            before -> {
              var record = Json.ours(before.json());
              var person =
                  ContactReads.personIn(record, id)
                      .orElseThrow(() -> AltoErrors.notFound("Person", id));
              patch.forEach(operation -> patchPerson(person, operation));
              return AltoRecords.next(before, record, before.archived(), call.at().toEpochMilli());
            });
    var record = Json.ours(after.json());
    var person =
        ContactReads.personIn(record, id).orElseThrow(() -> AltoErrors.notFound("Person", id));
    return Reply.json(200, AltoViews.person(record, person));
  }

  private Card change(AltoAgency agency, Call call, Card card, UnaryOperator<Card> how) {
    var after =
        agency
            .index()
            .change(card.id(), how)
            .orElseThrow(() -> AltoErrors.notFound("Contact", card.id()))
            .after();
    events.contactModified(agency, after, call.at());
    return after;
  }

  private void patchContact(ObjectNode record, JsonNode operation, AltoAgency agency) {
    switch (operation.path("path").asString("")) {
      case "/PotentialVendor" -> record.put("potentialVendor", flag(operation));
      case "/PotentialLandlord" -> record.put("potentialLandlord", flag(operation));
      case "/PositionId" -> record.set("position", code(operation, "client-positions", agency));
      case "/IntentionId" -> record.set("intention", code(operation, "client-intentions", agency));
      case "/DisposalId" ->
          record.set("disposal", code(operation, "client-disposal-statuses", agency));
      case String other -> throw AltoErrors.invalid("%s cannot be patched.".formatted(other));
    }
  }

  private void patchPerson(ObjectNode person, JsonNode operation) {
    var value = operation.path("value");
    switch (operation.path("path").asString("")) {
      case "/Title" -> name(person, "title", operation);
      case "/Forename" -> name(person, "forename", operation);
      case "/Surname" -> {
        if (value.asString("").isBlank()) {
          throw AltoErrors.invalid("The Surname field is required.");
        }
        name(person, "surname", operation);
      }
      case "/PhoneNumbers/-" -> addPhone(person, operation, value);
      case "/EmailAddresses/-" -> addEmail(person, operation, value);
      case String other -> throw AltoErrors.invalid("%s cannot be patched.".formatted(other));
    }
  }

  private static void name(ObjectNode person, String member, JsonNode operation) {
    require(operation, "replace");
    var value = operation.path("value");
    if (!value.isString() || value.asString().length() > NewContactCheck.nameLengthMax(member)) {
      throw AltoErrors.invalid("The value of %s is not valid.".formatted(member));
    }
    person.put(member, value.asString());
  }

  private void addPhone(ObjectNode person, JsonNode operation, JsonNode value) {
    require(operation, "add");
    var phones = list(person, "phoneNumbers");
    var number = value.path("Number").asString("");
    if (!NewContactCheck.PHONE.matcher(number).matches()
        || phones.size() >= NewContactCheck.PHONES_MAX) {
      throw AltoErrors.invalid("The phone number is not valid, or there are four already.");
    }
    phones
        .addObject()
        .put("preferenceOrder", phones.size())
        .put("type", phoneType(value.path("Type")))
        .put("number", number)
        .put("description", Json.text(value, "Description").orElse(null));
  }

  private static void addEmail(ObjectNode person, JsonNode operation, JsonNode value) {
    require(operation, "add");
    var emails = list(person, "emailAddresses");
    var address = value.path("Address").asString("");
    if (!NewContactCheck.EMAIL.matcher(address).matches()
        || emails.size() >= NewContactCheck.EMAILS_MAX) {
      throw AltoErrors.invalid("The email address is not valid, or there are two already.");
    }
    emails
        .addObject()
        .put("preferenceOrder", emails.size())
        .put("type", "Personal")
        .put("address", address);
  }

  private String phoneType(JsonNode type) {
    var types = NewContactCheck.PHONE_TYPES;
    if (options.get().namesPhoneTypes()) {
      if (type.isString() && types.contains(type.asString())) {
        return type.asString();
      }
    } else if (type.isInt() && type.asInt() >= 0 && type.asInt() < types.size()) {
      return types.get(type.asInt());
    }
    throw AltoErrors.invalid("The type of the phone number is not valid.");
  }

  private boolean flag(JsonNode operation) {
    var value = operation.path("value");
    if (options.get().flagsAsText()
        ? value.isString() && value.asString().matches("true|false")
        : value.isBoolean()) {
      return value.asString().equals("true");
    }
    throw AltoErrors.invalid("The value is neither true nor false.");
  }

  private static ObjectNode code(JsonNode operation, String table, AltoAgency agency) {
    return Json.text(operation, "value")
        .flatMap(code -> agency.office().withCode(table, code))
        .orElseThrow(() -> AltoErrors.invalid("There is no such code."));
  }

  private static void require(JsonNode operation, String op) {
    if (!operation.path("op").asString("").equals(op)) {
      throw AltoErrors.invalid("Only %s is possible here.".formatted(op));
    }
  }

  private static ArrayNode list(ObjectNode person, String member) {
    return person.get(member) instanceof ArrayNode list ? list : person.putArray(member);
  }
}
