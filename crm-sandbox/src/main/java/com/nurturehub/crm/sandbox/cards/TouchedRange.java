package com.nurturehub.crm.sandbox.cards;

import java.util.ArrayList;
import java.util.List;

/// The touched cards in a window, by rank.
sealed interface TouchedRange {

  int size();

  Card get(int rank);

  /// A run of cards that lie next to each other in the order.
  record Run(SortedCards cards, int first, int size) implements TouchedRange {
    @Override
    public Card get(int rank) {
      return cards.get(first + rank);
    }
  }

  /// Cards that had to be picked, because the other time is restricted as well.
  record Picked(List<Card> cards) implements TouchedRange {
    @Override
    public int size() {
      return cards.size();
    }

    @Override
    public Card get(int rank) {
      return cards.get(rank);
    }
  }

  static TouchedRange of(SortedCards cards, CardWindow window) {
    var byCreation = window.order() == CardWindow.Order.CREATED;
    var own = byCreation ? window.created() : window.modified();
    var other = byCreation ? window.modified() : window.created();
    var first = cards.countBefore(own.from());
    var end = own.to() == Long.MAX_VALUE ? cards.size() : cards.countBefore(own.to() + 1);
    var run = new Run(cards, first, Math.max(0, end - first));
    if (other.isAlways()) {
      return run;
    }
    List<Card> picked = new ArrayList<>();
    for (int rank = 0; rank < run.size(); rank++) {
      var card = run.get(rank);
      if (other.contains(byCreation ? card.modified() : card.created())) {
        picked.add(card);
      }
    }
    return new Picked(picked);
  }
}
