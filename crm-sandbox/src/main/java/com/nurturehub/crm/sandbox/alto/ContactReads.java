package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Span;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Contacts asked for by id, and the search.
final class ContactReads {

  private static final int IDS_MAX = 50;
  private static final int HUGE_CHARACTERS = 10 * 1024 * 1024;

  private final Supplier<AltoOptions> options;

  ContactReads(Supplier<AltoOptions> options) {
    this.options = options;
  }

  Reply get(Call call, AltoAgency agency) {
    var card = sound(agency, call.at("id"));
    var contact = AltoViews.contact(Json.ours(card.json()), card.archived());
    for (var person : contact.path("people")) {
      if (person instanceof ObjectNode object) {
        twist(call, object);
      }
    }
    return Reply.json(200, contact);
  }

  Reply byIds(Call call, AltoAgency agency) {
    var ids = call.query().all("id");
    if (ids.isEmpty() || ids.size() > IDS_MAX) {
      throw AltoErrors.invalid("Between 1 and 50 ids must be given.");
    }
    List<ObjectNode> found = new ArrayList<>();
    for (var id : ids) {
      agency
          .visible(id)
          .map(card -> AltoViews.contact(Json.ours(card.json()), card.archived()))
          .ifPresent(found::add);
    }
    return switch (options.get().byIds()) {
      case OBJECT ->
          found.isEmpty()
              ? AltoErrors.error(404, "NotFound", "No contact was found.")
              : Reply.json(200, found.getFirst());
      case ARRAY -> Reply.json(200, Json.array().addAll(found));
      case ITEMS -> {
        var body = Json.object();
        found.forEach(body.putArray("items")::add);
        yield Reply.json(200, body);
      }
    };
  }

  Reply persons(Call call, AltoAgency agency) {
    var card = sound(agency, call.at("id"));
    var record = Json.ours(card.json());
    return switch (options.get().byIds()) {
      case OBJECT -> Reply.json(200, AltoViews.contact(record, card.archived()));
      case ARRAY -> Reply.json(200, AltoViews.people(record));
      case ITEMS -> {
        var body = Json.object();
        body.set("items", AltoViews.people(record));
        yield Reply.json(200, body);
      }
    };
  }

  Reply person(Call call, AltoAgency agency) {
    var card = sound(agency, call.at("id"));
    var record = Json.ours(card.json());
    var person =
        personIn(record, call.at("person"))
            .orElseThrow(() -> AltoErrors.notFound("Person", call.at("person")));
    return Reply.json(
        200, AltoViews.person(record, person).put("isContactArchived", card.archived()));
  }

  Reply search(Call call, AltoAgency agency) {
    var query = ListQuery.ofSearch(call, options.get().resultsMax());
    var text = call.query().find("query").orElse("").strip();
    List<ObjectNode> found = new ArrayList<>();
    for (var card : candidates(agency, text)) {
      if (query.archived().map(wanted -> wanted == card.archived()).orElse(true)
          && query.created().contains(card.created())
          && query.modified().contains(card.modified())
          && matches(Json.ours(card.json()), text)) {
        found.add(AltoViews.found(Json.ours(card.json()), card.archived()));
      }
    }
    query
        .category()
        .ifPresent(
            category -> found.removeIf(one -> !one.path("category").asString("").equals(category)));
    var from =
        query
            .token()
            .map(token ->
                PagePlace.of(token, query.asked(), call.at().minus(options.get().pageTokenLife()))
                    .orElseThrow(() -> AltoErrors.invalid("The next-token is not valid."))
                    .number())
            .orElse(0);
    var to = Math.min(found.size(), from + query.size());
    var next =
        to < found.size()
            ? Optional.of(new PagePlace(false, 0, to).token(query.asked(), call.at()))
            : Optional.<String>empty();
    return ContactListing.reply(found.subList(Math.min(from, to), to), next);
  }

  static Card find(AltoAgency agency, String id) {
    return agency.visible(id).orElseThrow(() -> AltoErrors.notFound("Contact", id));
  }

  static Optional<ObjectNode> personIn(ObjectNode record, String id) {
    for (var person : record.path("people")) {
      if (person instanceof ObjectNode found && found.path("id").asString("").equals(id)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  static boolean has(ObjectNode record, String detail) {
    return AltoRecords.handlesOf(record).contains(AltoRecords.handle(detail));
  }

  /// The card, unless it breaks whatever it is part of.
  static Card sound(AltoAgency agency, String id) {
    var card = find(agency, id);
    if (agency.isPoisoned(card.number())) {
      throw new Refusal(ContactListing.poisoned());
    }
    return card;
  }

  /// Live and archived cards among which are all that can match.
  private static List<Card> candidates(AltoAgency agency, String text) {
    Map<Integer, Card> cards = new LinkedHashMap<>();
    if (text.indexOf('@') >= 0 || text.matches("[+()0-9 -]+")) {
      agency.visible(text).ifPresent(card -> cards.put(card.number(), card));
      agency
          .index()
          .candidates(AltoRecords.handle(text))
          .forEach(card ->
              agency.visible(card.id()).ifPresent(visible -> cards.put(card.number(), visible)));
      return List.copyOf(cards.values());
    }
    for (var archived : new boolean[] {false, true}) {
      var window =
          new CardWindow(archived, Span.ALWAYS, Span.ALWAYS, CardWindow.Order.CREATED, false);
      for (Spot spot : agency.index().scan(window, agency::sees)) {
        if (matches(agency.record(spot), text)) {
          cards.put(spot.number(), agency.index().card(spot));
        }
      }
    }
    return List.copyOf(cards.values());
  }

  private static boolean matches(ObjectNode record, String text) {
    if (record.path("id").asString("").equals(text) || has(record, text)) {
      return true;
    }
    var wanted = text.toLowerCase(Locale.ROOT);
    var words = new StringBuilder(record.path("companyName").asString(""));
    for (var person : record.path("people")) {
      words.append('\n').append(person.path("forename").asString("").strip());
      words.append(' ').append(person.path("surname").asString(""));
    }
    words.append('\n').append(joined(record.path("address")));
    return words.toString().toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static String joined(JsonNode address) {
    var parts = new StringBuilder();
    for (var part : new String[] {"nameNumber", "street", "town", "postcode"}) {
      parts.append(parts.isEmpty() ? "" : " ").append(address.path(part).asString(""));
    }
    return parts.toString();
  }

  private static void twist(Call call, ObjectNode person) {
    if (call.twists().contains(PageTwist.NAMELESS)) {
      person.putNull("title").putNull("forename").putNull("surname");
    }
    if (call.twists().contains(PageTwist.HUGE_FIELD)) {
      person.put("surname", "x".repeat(HUGE_CHARACTERS));
    }
  }
}
