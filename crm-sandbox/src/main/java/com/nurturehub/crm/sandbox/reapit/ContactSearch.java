package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Slice;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the contacts that a query asks for: by counting if it can, by look-up if the query names
/// something to look up by, else by looking at each.
record ContactSearch(ReapitCustomer customer, ContactQuery query) {

  Slice found() {
    var paging = query.paging();
    if (query.isPlain()) {
      return customer.index().slice(query.window(), paging.offset(), paging.size());
    }
    var all = query.isLookup() ? lookedUp() : looked();
    query.alphabetic().ifPresent(by -> sort(all, by));
    var from = Math.min(paging.offset(), all.size());
    return new Slice(all.size(), all.subList(from, Math.min(from + paging.size(), all.size())));
  }

  private List<Spot> looked() {
    return new ArrayList<>(
        customer
            .index()
            .scan(
                query.window(),
                spot ->
                    switch (spot) {
                      case Spot.Base(var number) -> query.traits().fit(customer.people(), number);
                      case Spot.Touched(var card) -> fitsAsWritten(card);
                    }));
  }

  private List<Spot> lookedUp() {
    List<Spot> found = new ArrayList<>();
    for (var card : candidates()) {
      if (inWindow(card) && fitsAsWritten(card)) {
        found.add(new Spot.Touched(card));
      }
    }
    Comparator<Spot> order =
        Comparator.comparingLong((Spot spot) -> timeOf(customer.index().card(spot)))
            .thenComparingInt(Spot::number);
    found.sort(query.window().descending() ? order.reversed() : order);
    return found;
  }

  /// A few cards, among which are all that can fit.
  private Collection<Card> candidates() {
    Map<Integer, Card> cards = new LinkedHashMap<>();
    var index = customer.index();
    if (!query.ids().isEmpty()) {
      query.ids().forEach(id -> index.find(id).ifPresent(card -> cards.put(card.number(), card)));
      return cards.values();
    }
    List<Card> candidates = new ArrayList<>();
    var byMetadata =
        query.metadata().stream().map(MetadataFilter::handle).flatMap(Optional::stream).findFirst();
    if (!query.emails().isEmpty()) {
      query
          .emails()
          .forEach(email -> candidates.addAll(index.candidates(ReapitCards.emailHandle(email))));
    } else if (!query.details().isEmpty()) {
      query.details().forEach(detail -> candidates.addAll(index.candidates(handle(detail))));
    } else if (byMetadata.isPresent()) {
      candidates.addAll(index.candidates(byMetadata.get()));
    } else {
      // Only contacts that somebody touched have any metadata.
      candidates.addAll(index.touchedCards());
    }
    candidates.forEach(card -> cards.put(card.number(), card));
    return cards.values();
  }

  private boolean inWindow(Card card) {
    var window = query.window();
    return card.archived() == window.archived()
        && window.created().contains(card.created())
        && window.modified().contains(card.modified());
  }

  private boolean fitsAsWritten(Card card) {
    var contact = Json.ours(card.json());
    return (query.ids().isEmpty() || query.ids().contains(card.id()))
        && (query.emails().isEmpty() || query.emails().stream().anyMatch(e -> has(contact, e)))
        && (query.details().isEmpty() || query.details().stream().anyMatch(d -> has(contact, d)))
        && query.metadata().stream().allMatch(filter -> filter.fits(contact.path("metadata")))
        && query.traits().fit(card, contact);
  }

  /// Whether this e-mail address or telephone number is among the contact's, further ones included.
  private static boolean has(ObjectNode contact, String detail) {
    var wanted = handle(detail);
    if (Json.text(contact, "email").map(ContactSearch::handle).filter(wanted::equals).isPresent()) {
      return true;
    }
    for (var phone : ReapitContacts.PHONES) {
      if (Json.text(contact, phone).map(ContactSearch::handle).filter(wanted::equals).isPresent()) {
        return true;
      }
    }
    for (var further : contact.path("additionalContactDetails")) {
      if (Json.text(further, "value")
          .map(ContactSearch::handle)
          .filter(wanted::equals)
          .isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static String handle(String detail) {
    return detail.indexOf('@') < 0
        ? ReapitCards.phoneHandle(detail)
        : ReapitCards.emailHandle(detail);
  }

  private long timeOf(Card card) {
    return query.window().order() == CardWindow.Order.CREATED ? card.created() : card.modified();
  }

  private void sort(List<Spot> spots, ContactQuery.Alphabetic by) {
    record Keyed(String key, Spot spot) {}
    var keyed = new ArrayList<Keyed>(spots.size());
    spots.forEach(spot -> keyed.add(new Keyed(key(spot, by), spot)));
    var order = Comparator.comparing(Keyed::key).thenComparingInt(one -> one.spot().number());
    keyed.sort(query.window().descending() ? order.reversed() : order);
    spots.clear();
    keyed.forEach(one -> spots.add(one.spot()));
  }

  private String key(Spot spot, ContactQuery.Alphabetic by) {
    var key =
        switch (spot) {
          case Spot.Base(var number) -> {
            var person = customer.people().person(number);
            yield by == ContactQuery.Alphabetic.NAME
                ? person.surname() + " " + person.forename()
                : person.home().street() + " " + person.home().buildingNumber();
          }
          case Spot.Touched(var card) -> writtenKey(Json.ours(card.json()), by);
        };
    return key.toLowerCase(Locale.ROOT);
  }

  private static String writtenKey(JsonNode contact, ContactQuery.Alphabetic by) {
    if (by == ContactQuery.Alphabetic.NAME) {
      return Json.text(contact, "surname").orElse("")
          + " "
          + Json.text(contact, "forename").orElse("");
    }
    var address = contact.path("primaryAddress");
    return Json.text(address, "line1").orElse("")
        + " "
        + Json.text(address, "buildingNumber").orElse("");
  }
}
