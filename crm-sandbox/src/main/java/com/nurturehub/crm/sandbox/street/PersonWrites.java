package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.street.StreetErrors.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes changes to people.
final class PersonWrites {

  private static final String AT = "/data/attributes/";
  private static final Set<String> WRITABLE =
      Set.of("title", "first_name", "last_name", "marketing_consent", "contact_preferences");
  private static final List<String> PREFERENCES = List.of("email", "post", "text", "phone");

  private final Supplier<StreetOptions> options;
  private final StreetEvents events;
  private final Journal journal;

  PersonWrites(Supplier<StreetOptions> options, StreetEvents events, Journal journal) {
    this.options = options;
    this.events = events;
    this.journal = journal;
  }

  Reply update(Call call, StreetNetwork network) {
    var id = call.at("id");
    var changes = checked(call, id);
    var at = StreetTimes.wholeSecond(call.at());
    var changed =
        network
            .index()
            .change(id, card -> written(card, changes, at))
            .orElseThrow(PeoplePages::unknown);
    var before = changed.before();
    var after = changed.after();
    if (StreetEvents.optsOut(before, after)) {
      journal.optedOut(network.name(), id, call.at());
    }
    if (options.get().announcesOwnWrites()) {
      events.changed(network, before, after, call.at());
    }
    var document = Json.object();
    document.set("data", Json.ours(after.json()));
    return StreetErrors.document(200, Pages.spelled(document, options.get()));
  }

  private Card written(Card before, ObjectNode changes, long at) {
    if (before.archived()) {
      throw PeoplePages.unknown();
    }
    var attributes = StreetCards.attributesOf(before);
    for (var name : List.of("title", "first_name", "last_name", "marketing_consent")) {
      if (changes.has(name)) {
        attributes.set(name, changes.get(name));
      }
    }
    if (changes.get("contact_preferences") instanceof ObjectNode given) {
      var preferences = attributes.withObjectProperty("contact_preferences");
      for (var name : PREFERENCES) {
        if (given.has(name)) {
          preferences.set(name, given.get(name));
        } else if (!options.get().keepsPreferences()) {
          preferences.put(name, false);
        }
      }
    }
    return StreetCards.next(before, attributes, false, Math.max(at, before.modified()));
  }

  private ObjectNode checked(Call call, String id) {
    var data =
        Json.objectIn(call.body())
            .filter(body -> body.get("data") instanceof ObjectNode)
            .map(body -> body.withObjectProperty("data"))
            .orElseThrow(
                () -> StreetErrors.refusal(400, "The request body is not a JSON:API document."));
    if (!Json.text(data, "type").orElse("").equals("person")) {
      throw StreetErrors.conflict("/data/type", "The type does not match the resource.");
    }
    if (!Json.text(data, "id").orElse("").equals(id)) {
      throw StreetErrors.conflict("/data/id", "The id does not match the resource.");
    }
    var flaws = new ArrayList<Flaw>();
    var attributes = data.get("attributes") instanceof ObjectNode given ? given : Json.object();
    name(attributes, "first_name", "first name", flaws);
    name(attributes, "last_name", "last name", flaws);
    if (attributes.has("title") && !isText(attributes.get("title"))) {
      flaws.add(new Flaw(AT + "title", "The title must be a string."));
    }
    if (attributes.has("marketing_consent") && !attributes.get("marketing_consent").isBoolean()) {
      flaws.add(
          new Flaw(AT + "marketing_consent", "The marketing consent field must be true or false."));
    }
    preferences(attributes, flaws);
    if (options.get().refusesUnknown()) {
      for (var name : attributes.propertyNames()) {
        if (!WRITABLE.contains(name)) {
          flaws.add(new Flaw(AT + name, "The %s field is prohibited.".formatted(name)));
        }
      }
    }
    if (!flaws.isEmpty()) {
      throw StreetErrors.invalid(flaws);
    }
    return attributes;
  }

  private static void name(ObjectNode attributes, String member, String words, List<Flaw> flaws) {
    if (Json.text(attributes, member).filter(text -> !text.isBlank()).isEmpty()) {
      flaws.add(new Flaw(AT + member, "The %s field is required.".formatted(words)));
    }
  }

  private static void preferences(ObjectNode attributes, List<Flaw> flaws) {
    if (!attributes.has("contact_preferences")) {
      return;
    }
    if (!(attributes.get("contact_preferences") instanceof ObjectNode given)) {
      flaws.add(new Flaw(AT + "contact_preferences", "The contact preferences must be an object."));
      return;
    }
    given
        .properties()
        .forEach(preference -> {
          if (!preference.getValue().isBoolean()) {
            flaws.add(
                new Flaw(
                    AT + "contact_preferences/" + preference.getKey(),
                    "The preference must be true or false."));
          }
        });
  }

  private static boolean isText(JsonNode value) {
    return value.isString() || value.isNull();
  }
}
