package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Slice;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the people that a query asks for: by counting if it can, by look-up if the query names an
/// address or number, else by looking at each.
record PeopleSearch(StreetNetwork network, StreetQuery query, StreetOptions.Order order) {

  // Primes: one of them does not divide the number of rows.
  private static final int[] STRIDES = {7_919, 104_729, 1_299_709};

  Slice found() {
    return network.index().atOneMoment(this::matches);
  }

  private Slice matches() {
    if (query.email().isPresent() || query.telephone().isPresent()) {
      return page(lookedUp());
    }
    return query.address().isPresent() ? page(looked()) : counted();
  }

  /// Live rows first, then the deleted ones, as far as either are wanted.
  private Slice counted() {
    var parts = windows();
    var total = 0;
    for (var window : parts) {
      total += network.index().slice(window, 0, 0).total();
    }
    var from = Math.min(query.offset(), total);
    var count = Math.min(query.size(), total - from);
    if (order != StreetOptions.Order.SHUFFLED) {
      return new Slice(total, rows(parts, from, count));
    }
    List<Spot> spots = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spots.addAll(rows(parts, shuffled(from + i, total), 1));
    }
    return new Slice(total, spots);
  }

  private List<Spot> rows(List<CardWindow> parts, int from, int count) {
    List<Spot> rows = new ArrayList<>(count);
    var skip = from;
    for (var window : parts) {
      var slice = network.index().slice(window, skip, count - rows.size());
      rows.addAll(slice.spots());
      skip = Math.max(0, skip - slice.total());
      if (rows.size() == count) {
        break;
      }
    }
    return rows;
  }

  private static int shuffled(int place, int total) {
    for (var stride : STRIDES) {
      if (total % stride != 0) {
        return (int) ((place + 1L) * stride % total);
      }
    }
    return place;
  }

  private List<CardWindow> windows() {
    return switch (query.trashed()) {
      case WITHOUT -> List.of(window(false));
      case ONLY -> List.of(window(true));
      case WITH -> List.of(window(false), window(true));
    };
  }

  private CardWindow window(boolean trashed) {
    return new CardWindow(
        trashed,
        query.created(),
        query.updated(),
        CardWindow.Order.CREATED,
        order == StreetOptions.Order.NEWEST_FIRST);
  }

  private List<Spot> looked() {
    List<Spot> found = new ArrayList<>();
    for (var window : windows()) {
      found.addAll(network.index().scan(window, spot -> fits(network.index().card(spot))));
    }
    return found;
  }

  private List<Spot> lookedUp() {
    var handle =
        query
            .email()
            .map(StreetCards::emailHandle)
            .or(() -> query.telephone().map(People::digitsOf));
    List<Spot> found = new ArrayList<>();
    for (var card : network.index().candidates(handle.orElse(""))) {
      if (isInWindow(card) && fits(card)) {
        found.add(new Spot.Touched(card));
      }
    }
    return found;
  }

  private boolean isInWindow(Card card) {
    return windows().stream().anyMatch(window -> window.archived() == card.archived())
        && query.created().contains(card.created())
        && query.updated().contains(card.modified());
  }

  private boolean fits(Card card) {
    var attributes = StreetCards.attributesOf(card);
    var email = query.email().map(StreetCards::emailHandle);
    var telephone = query.telephone().map(People::digitsOf);
    var address = query.address().map(text -> text.toLowerCase(Locale.ROOT));
    return email.filter(wanted -> !StreetCards.emailsIn(attributes).contains(wanted)).isEmpty()
        && telephone.filter(wanted -> !StreetCards.phonesIn(attributes).contains(wanted)).isEmpty()
        && address
            .filter(wanted ->
                !Json.text(attributes.path("address"), "single_line")
                    .orElse("")
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
            .isEmpty();
  }

  private Slice page(List<Spot> all) {
    var from = Math.min(query.offset(), all.size());
    return new Slice(all.size(), all.subList(from, Math.min(from + query.size(), all.size())));
  }
}
