package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The enquiries of one network, and the people they are matched with.
final class StreetEnquiries {

  /// An enquiry; its person is found, or made, at `matchedAt`.
  private static final class Enquiry {
    final ObjectNode resource;
    final Instant matchedAt;
    Optional<String> person = Optional.empty();

    Enquiry(ObjectNode resource, Instant matchedAt) {
      this.resource = resource;
      this.matchedAt = matchedAt;
    }

    /// Without the postcode: it is for the person that is made, and no enquiry shows it again.
    ObjectNode shown() {
      var shown = resource.deepCopy();
      shown.withObjectProperty("attributes").remove("postcode");
      return shown;
    }
  }

  private final Dice dice;
  private final Map<String, Enquiry> byId = new LinkedHashMap<>();
  private final Map<String, String> byIdentifier = new LinkedHashMap<>();
  private int given;

  StreetEnquiries(Dice dice) {
    this.dice = dice;
  }

  /// The enquiry that was made with this identifier before.
  synchronized Optional<String> made(String identifier) {
    return Optional.ofNullable(byIdentifier.get(identifier));
  }

  /// Returns the new enquiry's id.
  synchronized String add(
      ObjectNode attributes, Optional<String> identifier, Instant now, Instant matchedAt) {
    given++;
    var own = dice.of(given);
    var high = (own.bits(1) & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    var low = (own.bits(2) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    var id = new UUID(high, low).toString();
    var resource = Json.object().put("type", "enquiry").put("id", id);
    var stamp = StreetTimes.written(StreetTimes.wholeSecond(now));
    resource.set("attributes", attributes.put("created_at", stamp).put("updated_at", stamp));
    byId.put(id, new Enquiry(resource, matchedAt));
    identifier.ifPresent(name -> byIdentifier.put(name, id));
    return id;
  }

  /// Finds or makes the people of the enquiries that are due. To be called before anything is read.
  /// Returns the people made.
  synchronized List<Card> match(StreetNetwork network, Instant now) {
    List<Card> made = new ArrayList<>();
    for (var enquiry : byId.values()) {
      if (enquiry.person.isEmpty() && !enquiry.matchedAt.isAfter(now)) {
        var attributes = enquiry.resource.withObjectProperty("attributes");
        var email = StreetCards.emailHandle(Json.text(attributes, "email_address").orElse(""));
        var known = personWith(network, email);
        if (known.isEmpty()) {
          var card = person(network, attributes, email, now);
          network.index().add(card);
          made.add(card);
          enquiry.person = Optional.of(card.id());
        } else {
          enquiry.person = known;
        }
      }
    }
    return made;
  }

  synchronized Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Enquiry::shown);
  }

  synchronized Optional<String> personOf(String id) {
    return Optional.ofNullable(byId.get(id)).flatMap(enquiry -> enquiry.person);
  }

  synchronized List<ObjectNode> all() {
    return byId.values().stream().map(Enquiry::shown).toList();
  }

  private static Optional<String> personWith(StreetNetwork network, String email) {
    return network.index().candidates(email).stream()
        .filter(card -> !card.archived() && StreetCards.emailsIn(card).contains(email))
        .map(Card::id)
        .findFirst();
  }

  private static Card person(StreetNetwork network, ObjectNode enquiry, String email, Instant now) {
    var attributes = StreetCards.blank();
    attributes.put("first_name", Json.text(enquiry, "first_name").orElse(""));
    attributes.put("last_name", Json.text(enquiry, "last_name").orElse(""));
    attributes
        .withArrayProperty("email_addresses")
        .addObject()
        .put("value", email)
        .putNull("notes")
        .put("primary", true);
    Json.text(enquiry, "telephone_number")
        .ifPresent(telephone ->
            attributes
                .withArrayProperty("telephone_numbers")
                .addObject()
                .put("value", telephone)
                .putNull("notes")
                .put("primary", true));
    Json.text(enquiry, "postcode")
        .ifPresent(postcode ->
            attributes
                .putObject("address")
                .put("single_line", postcode)
                .put("line_1", "")
                .put("country", "United Kingdom")
                .put("postcode", postcode));
    return StreetCards.first(
        network, network.index().reserveNumber(), attributes, StreetTimes.wholeSecond(now));
  }
}
