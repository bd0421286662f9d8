package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.crm.Deforming;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An agent's desk at one of Alto's agencies. Records are written as `GET /contacts/{id}` shows
/// them, and besides have `persona`, a list, and `preferences`, a list of `type` and `optInStatus`.
/// People are matched by their place in the list, and so are their numbers and addresses replaced
/// as a whole.
final class AltoDesk implements Desk {

  private static final Deforming.Members PERSON =
      new Deforming.Members(
          "id", List.of("title", "forename", "surname"), "email", "phone", "born", "at");
  private static final int CHOSEN = 600;
  private static final int NEW_NUMBER = 700;

  private final AltoAgency agency;
  private final AltoEvents events;
  private final Supplier<AltoOptions> options;
  private final InstantSource clock;
  private int rounds;

  AltoDesk(
      AltoAgency agency, AltoEvents events, Supplier<AltoOptions> options, InstantSource clock) {
    this.agency = agency;
    this.events = events;
    this.options = options;
    this.clock = clock;
  }

  @Override
  public String create(ObjectNode given) {
    var now = clock.instant();
    var number = agency.index().reserveNumber();
    var record = AltoRecords.blank("", AltoOffice.branchIds().getFirst());
    record.set("preferences", AltoConsents.unasked(number));
    write(given, record, now);
    var card = AltoRecords.first(number, record, now.toEpochMilli());
    agency.index().add(card);
    events.contactCreated(agency, card, now);
    return card.id();
  }

  @Override
  public void edit(String id, ObjectNode changes) {
    var now = clock.instant();
    var consentOnly = changes.size() == 1 && changes.has("preferences");
    var silent = consentOnly && !options.get().preferencesMoveStamp();
    change(id, card -> silent ? reworded(card, changes, now) : edited(card, changes, now), !silent);
  }

  @Override
  public void archive(String id) {
    change(id, card -> next(card, true), true);
  }

  @Override
  public void unarchive(String id) {
    change(id, card -> next(card, false), true);
  }

  /// Without a word, like everything that vanishes from Alto.
  @Override
  public void delete(String id) {
    if (agency.index().remove(id).isEmpty()) {
      throw unknown(id);
    }
  }

  @Override
  public void erase(String id) {
    switch (options.get().erased()) {
      case GONE -> delete(id);
      case NAMELESS -> change(id, AltoDesk::nameless, false);
    }
  }

  @Override
  public void touchUnseen(String id) {
    change(id, card -> next(card, card.archived()), true);
  }

  @Override
  public synchronized int editMany(double percent, ObjectNode changes, boolean announced) {
    rounds++;
    var round = rounds;
    var share = (int) Math.round(percent * 10_000);
    var now = clock.instant();
    var chosen =
        agency
            .index()
            .scan(
                CardWindow.live(),
                spot -> agency.dice().of(spot.number()).below(1_000_000, CHOSEN + round) < share);
    for (var spot : chosen) {
      var own = agency.dice().of(spot.number());
      var digits = own.below(1_000_000, NEW_NUMBER + round);
      var wanted = changes.isEmpty() ? newMobile("07400 %06d".formatted(digits)) : changes;
      change(agency.index().id(spot), card -> edited(card, wanted, now), announced);
    }
    return chosen.size();
  }

  @Override
  public void poison(String id) {
    agency.poison(card(id).number());
  }

  @Override
  public void heal(String id) {
    agency.heal(card(id).number());
  }

  // The stamp moves with the shape, otherwise nobody would ask for the contact again.
  @Override
  public void deform(String id, Deformity how) {
    change(
        id,
        card -> {
          var sound = next(card, card.archived());
          return AltoRecords.reworded(sound, deformed(Json.ours(sound.json()), how));
        },
        false);
  }

  /// The whole record, with what no single answer shows at once.
  @Override
  public ObjectNode look(String id) {
    var card = card(id);
    return Json.ours(card.json()).put("archived", card.archived());
  }

  /// Whole records are bent as a whole; what is wrong with a name is wrong with the first person's.
  private static ObjectNode deformed(ObjectNode record, Deformity how) {
    switch (how) {
      case MEMBERS_MISSING -> record.retain("id");
      case NO_ID -> record.putNull("id");
      case IMPOSSIBLE_DATES -> record.put("modifiedDate", "2026-13-45T25:61:00Z");
      case WRONG_TYPES, LONE_SURROGATE, NO_NAME, HUGE_FIELD, CONTROL_CHARACTERS, RIGHT_TO_LEFT -> {
        if (record.path("people") instanceof ArrayNode people
            && people.path(0) instanceof ObjectNode person) {
          people.set(0, bent(Deforming.deformed(person, how, PERSON)));
        }
      }
    }
    return record;
  }

  /// Number and address lie deeper here than the bending knows.
  private static ObjectNode bent(ObjectNode person) {
    var phone = person.remove("phone");
    if (phone != null) {
      person.putArray("phoneNumbers").add(phone);
    }
    var email = person.remove("email");
    if (email != null && email.isString()) {
      person.putArray("emailAddresses").addObject().set("address", email);
    } else if (email != null) {
      person.set("emailAddresses", email);
    }
    person.remove("born");
    person.remove("at");
    return person;
  }

  private static Card nameless(Card card) {
    var record = Json.ours(card.json());
    for (var person : record.path("people")) {
      if (person instanceof ObjectNode object) {
        object.putNull("title").put("forename", "").put("surname", "Removed");
        object.putArray("phoneNumbers");
        object.putArray("emailAddresses");
      }
    }
    record.set("address", AltoRecords.blankAddress());
    return AltoRecords.reworded(card, record);
  }

  private static ObjectNode newMobile(String number) {
    var change = Json.object();
    change
        .putArray("people")
        .addObject()
        .putArray("phoneNumbers")
        .addObject()
        .put("type", "Mobile")
        .put("number", number);
    return change;
  }

  private static Card edited(Card card, ObjectNode changes, Instant now) {
    var record = Json.ours(card.json());
    write(changes, record, now);
    var archived = changes.path("archived").asBoolean(card.archived());
    var stamp = Json.text(changes, "modifiedDate").flatMap(AltoStamps::parsed);
    return AltoRecords.next(card, record, archived, stamp.orElse(now.toEpochMilli()));
  }

  private static Card reworded(Card card, ObjectNode changes, Instant now) {
    var record = Json.ours(card.json());
    write(changes, record, now);
    return AltoRecords.reworded(card, record);
  }

  private Card next(Card card, boolean archived) {
    return AltoRecords.next(card, Json.ours(card.json()), archived, clock.instant().toEpochMilli());
  }

  private static void write(ObjectNode changes, ObjectNode record, Instant now) {
    for (var member : changes.properties()) {
      var value = member.getValue();
      switch (member.getKey()) {
        case "archived", "modifiedDate" -> {
          // Said by the card.
        }
        case "people" -> writePeople(value, record);
        case "address" -> record.withObject("/address").setAll((ObjectNode) value);
        case "preferences" -> value.forEach(one -> say(one, record, now));
        case String name -> record.set(name, value);
      }
    }
  }

  private static void writePeople(JsonNode given, ObjectNode record) {
    if (!(record.get("people") instanceof ArrayNode people)) {
      record.putArray("people");
      writePeople(given, record);
      return;
    }
    for (int place = 0; place < given.size(); place++) {
      if (place == people.size()) {
        var added =
            people
                .addObject()
                .put("id", Integer.toString(place + 1))
                .putNull("title")
                .putNull("forename")
                .put("surname", "");
        added.putArray("phoneNumbers");
        added.putArray("emailAddresses");
      }
      if (people.get(place) instanceof ObjectNode person
          && given.get(place) instanceof ObjectNode wanted) {
        person.setAll(wanted);
        complete(person);
      }
    }
  }

  /// Fills in what an agent's window would.
  private static void complete(ObjectNode person) {
    var place = 0;
    for (var phone : person.path("phoneNumbers")) {
      if (phone instanceof ObjectNode object) {
        place++;
        object.put("preferenceOrder", place);
        object.put("type", Json.text(object, "type").orElse("Mobile"));
        object.put("description", Json.text(object, "description").orElse(null));
      }
    }
    place = 0;
    for (var email : person.path("emailAddresses")) {
      if (email instanceof ObjectNode object) {
        place++;
        object.put("preferenceOrder", place);
        object.put("type", Json.text(object, "type").orElse("Personal"));
      }
    }
  }

  private static void say(JsonNode one, ObjectNode record, Instant now) {
    var status = one.path("optInStatus").asString("");
    if (!AltoConsents.STATUSES.contains(status)) {
      throw new IllegalArgumentException("no such status: " + status);
    }
    AltoConsents.say(
        record,
        one.path("type").asString(""),
        status,
        "Agent",
        one.path("additionalInformation"),
        Json.text(one, "dateActioned").orElse(AltoStamps.of(now.toEpochMilli())));
  }

  private void change(String id, UnaryOperator<Card> how, boolean announced) {
    var changed = agency.index().change(id, how).orElseThrow(() -> unknown(id));
    if (announced) {
      events.contactModified(agency, changed.after(), clock.instant());
    }
  }

  private Card card(String id) {
    return agency.index().find(id).orElseThrow(() -> unknown(id));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("no such contact: " + id);
  }
}
