package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.People;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns people that somebody changed into cards: gives them stamps, and notes what they can be
/// looked up by.
final class StreetCards {

  private static final String ATTRIBUTES = "attributes";
  private static final List<String> MERGED = List.of("contact_preferences", "statuses", "address");

  private StreetCards() {}

  /// A person with nothing in it but what Street puts into every one.
  static ObjectNode blank() {
    var attributes =
        Json.object()
            .put("full_name", "")
            .putNull("title")
            .put("first_name", "")
            .put("last_name", "")
            .putNull("address");
    attributes.putArray("telephone_numbers");
    attributes.putArray("email_addresses");
    attributes.putNull("marketing_consent");
    attributes
        .putObject("contact_preferences")
        .put("email", true)
        .put("post", true)
        .put("text", true)
        .put("phone", true);
    attributes.putObject("statuses").putNull("vendor").putNull("landlord").putNull("tenant");
    return attributes;
  }

  static ObjectNode attributesOf(Card card) {
    return Json.ours(card.json()).withObjectProperty(ATTRIBUTES);
  }

  /// The attributes with changes laid over them; of preferences, statuses and address only the
  /// members given change.
  static ObjectNode changed(ObjectNode attributes, ObjectNode changes) {
    var after = attributes.deepCopy();
    changes
        .properties()
        .forEach(change -> {
          var name = change.getKey();
          if (MERGED.contains(name)
              && change.getValue() instanceof ObjectNode part
              && after.get(name) instanceof ObjectNode whole) {
            whole.setAll(part);
          } else {
            after.set(name, change.getValue());
          }
        });
    return after;
  }

  static Card first(StreetNetwork network, int number, ObjectNode attributes, long at) {
    attributes.put("created_at", StreetTimes.written(at));
    return card(number, network.people().id(number), at, at, false, attributes);
  }

  /// The next version of a card.
  static Card next(Card before, ObjectNode attributes, boolean trashed, long modified) {
    return card(before.number(), before.id(), before.created(), modified, trashed, attributes);
  }

  /// The same version, answered differently.
  static Card reworded(Card before, ObjectNode resource) {
    return new Card(
        before.number(),
        before.id(),
        before.created(),
        before.modified(),
        before.archived(),
        before.tag(),
        handlesOf(resource.path(ATTRIBUTES)),
        Json.bytes(resource));
  }

  static Set<String> emailsIn(Card card) {
    return emailsIn(attributesOf(card));
  }

  static Set<String> emailsIn(JsonNode attributes) {
    var emails = new HashSet<String>();
    for (var email : attributes.path("email_addresses")) {
      Json.text(email, "value").ifPresent(value -> emails.add(emailHandle(value)));
    }
    return emails;
  }

  static Set<String> phonesIn(JsonNode attributes) {
    var phones = new HashSet<String>();
    for (var phone : attributes.path("telephone_numbers")) {
      Json.text(phone, "value").map(People::digitsOf).ifPresent(phones::add);
    }
    return phones;
  }

  static String emailHandle(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  private static Card card(
      int number, String id, long created, long modified, boolean trashed, ObjectNode attributes) {
    attributes.put(
        "full_name",
        StreetPeople.fullName(
            Json.text(attributes, "title").orElse(""),
            Json.text(attributes, "first_name").orElse(""),
            Json.text(attributes, "last_name").orElse("")));
    attributes.put("updated_at", StreetTimes.written(modified));
    var resource = Json.object().put("type", "person").put("id", id);
    resource.set(ATTRIBUTES, attributes);
    return new Card(
        number, id, created, modified, trashed, "", handlesOf(attributes), Json.bytes(resource));
  }

  private static Set<String> handlesOf(JsonNode attributes) {
    var handles = emailsIn(attributes);
    handles.addAll(phonesIn(attributes));
    handles.remove("");
    return handles;
  }
}
