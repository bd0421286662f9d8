package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /contacts`.
final class ContactCreating {

  private final Supplier<AltoOptions> options;
  private final Supplier<String> address;
  private final AltoEvents events;
  private final Journal journal;

  /// @param address where this Alto is, for `Location` headers
  ContactCreating(
      Supplier<AltoOptions> options, Supplier<String> address, AltoEvents events, Journal journal) {
    this.options = options;
    this.address = address;
    this.events = events;
    this.journal = journal;
  }

  Reply create(Call call, AltoAgency agency) {
    var given = Bodies.object(call, "application/json");
    var flaws = NewContactCheck.flaws(given, agency);
    if (!flaws.isEmpty()) {
      throw AltoErrors.invalid(flaws);
    }
    var alike = alike(given, agency);
    if (!alike.isEmpty()) {
      return conflict(alike);
    }
    var record = record(given, agency);
    var now = call.at().toEpochMilli();
    var number = agency.index().reserveNumber();
    record.set("preferences", AltoConsents.unasked(number));
    var card = AltoRecords.first(number, record, now);
    agency.index().add(card);
    journal.created(agency.ref(), reference(given), card.id());
    events.contactCreated(agency, card, call.at());
    return Reply.json(201, AltoViews.contact(Json.ours(card.json()), false));
  }

  private Reply conflict(List<Card> alike) {
    var reply = AltoErrors.error(409, "Conflict", "The contact exists already.");
    var locations = new ArrayList<String>();
    for (var card : alike) {
      var path = "/contacts/" + card.id();
      switch (options.get().location()) {
        case ABSOLUTE -> locations.add(address.get() + path);
        case RELATIVE -> locations.add(path);
        case MISSING -> {}
      }
    }
    return locations.isEmpty() ? reply : reply.with("Location", locations);
  }

  private List<Card> alike(ObjectNode given, AltoAgency agency) {
    Map<Integer, Card> alike = new LinkedHashMap<>();
    for (var handle : AltoRecords.handlesOf(given)) {
      for (var card : agency.index().candidates(handle)) {
        var record = Json.ours(card.json());
        if ((options.get().likensArchived() || !card.archived())
            && ContactReads.has(record, handle)
            && counts(handle, given, record)) {
          alike.put(card.number(), card);
        }
      }
    }
    return List.copyOf(alike.values());
  }

  private boolean counts(String handle, ObjectNode given, ObjectNode record) {
    var email = handle.indexOf('@') >= 0;
    return switch (options.get().likeness()) {
      case NONE -> false;
      case EMAIL -> email;
      case PHONE_AND_SURNAME -> !email && shareSurname(given, record);
      case EITHER -> email || shareSurname(given, record);
    };
  }

  private static boolean shareSurname(ObjectNode one, ObjectNode other) {
    var surnames = surnames(one);
    surnames.retainAll(surnames(other));
    return !surnames.isEmpty();
  }

  private static List<String> surnames(ObjectNode record) {
    List<String> surnames = new ArrayList<>();
    for (var person : record.path("people")) {
      surnames.add(person.path("surname").asString("").strip().toLowerCase(Locale.ROOT));
    }
    return surnames;
  }

  /// Alto keeps no reference of the caller's; for the record, who it is stands in for one.
  private static String reference(ObjectNode given) {
    var first = given.path("people").path(0);
    return Json.text(first.path("emailAddresses").path(0), "address")
        .map(AltoRecords::emailHandle)
        .or(() ->
            Json.text(first.path("phoneNumbers").path(0), "number").map(AltoRecords::phoneHandle))
        .orElseGet(() -> first.path("surname").asString(""));
  }

  private static ObjectNode record(ObjectNode given, AltoAgency agency) {
    var record = AltoRecords.blank("", given.path("branchId").asString(""));
    Json.text(given, "negotiatorId").ifPresent(id -> record.put("negotiatorId", id));
    var home = record.withObject("/address");
    given.path("address").properties().forEach(part -> home.set(part.getKey(), part.getValue()));
    if (given.path("address").isObject() && !given.path("address").hasNonNull("countryCode")) {
      home.put("countryCode", "GB");
    }
    var people = record.putArray("people");
    given.path("people").forEach(person -> addPerson(people, person));
    Json.text(given, "category").ifPresent(category -> record.put("category", category));
    Json.text(given, "notes").ifPresent(notes -> record.put("notes", notes));
    Json.text(given, "companyName").ifPresent(name -> record.put("companyName", name));
    record.put("potentialVendor", given.path("potentialVendor").asBoolean(false));
    record.put("potentialLandlord", given.path("potentialLandlord").asBoolean(false));
    code(given, "position", "client-positions", agency).ifPresent(c -> record.set("position", c));
    code(given, "intention", "client-intentions", agency)
        .ifPresent(c -> record.set("intention", c));
    code(given, "disposal", "client-disposal-statuses", agency)
        .ifPresent(c -> record.set("disposal", c));
    Json.text(given.path("lead"), "source")
        .flatMap(source -> agency.office().withCode("lead-sources", source))
        .ifPresent(source -> record.withObject("/lead").set("source", source));
    return record;
  }

  private static Optional<ObjectNode> code(
      ObjectNode given, String member, String table, AltoAgency agency) {
    return Json.text(given, member).flatMap(code -> agency.office().withCode(table, code));
  }

  private static void addPerson(ArrayNode people, JsonNode given) {
    var person = people.addObject().put("id", Integer.toString(people.size()));
    for (var member : new String[] {"title", "forename", "surname"}) {
      person.put(member, Json.text(given, member).orElse(null));
    }
    var phones = person.putArray("phoneNumbers");
    for (var phone : given.path("phoneNumbers")) {
      phones
          .addObject()
          .put("preferenceOrder", phones.size())
          .put("type", Json.text(phone, "type").orElse("Home"))
          .put("number", phone.path("number").asString(""))
          .put("description", Json.text(phone, "description").orElse(null));
    }
    var emails = person.putArray("emailAddresses");
    for (var email : given.path("emailAddresses")) {
      emails
          .addObject()
          .put("preferenceOrder", emails.size())
          .put("type", "Personal")
          .put("address", email.path("address").asString(""));
    }
  }
}
