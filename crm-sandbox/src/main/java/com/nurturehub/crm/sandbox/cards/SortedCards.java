package com.nurturehub.crm.sandbox.cards;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Touched cards in the order of a time, then of their number; the n-th is found without walking.
///
/// Cards lie in blocks of bounded size, so that a change moves few of them.
final class SortedCards {

  private static final int BLOCK_MAX = 1024;

  private final ToLongFunction<Card> time;
  private final List<List<Card>> blocks = new ArrayList<>();
  private int size;

  SortedCards(ToLongFunction<Card> time) {
    this.time = time;
  }

  int size() {
    return size;
  }

  void add(Card card) {
    size++;
    if (blocks.isEmpty()) {
      blocks.add(new ArrayList<>(List.of(card)));
      return;
    }
    var at = Math.max(0, blocksStartingBefore(timeOf(card), card.number()) - 1);
    var block = blocks.get(at);
    block.add(placeIn(block, timeOf(card), card.number()), card);
    if (block.size() > BLOCK_MAX) {
      var half = block.subList(BLOCK_MAX / 2, block.size());
      blocks.add(at + 1, new ArrayList<>(half));
      half.clear();
    }
  }

  /// The card must be in here, with the time it was added with.
  void remove(Card card) {
    var at = Math.max(0, blocksStartingBefore(timeOf(card), card.number() + 1) - 1);
    var block = blocks.get(at);
    block.remove(placeIn(block, timeOf(card), card.number()));
    size--;
    if (block.isEmpty()) {
      blocks.remove(at);
    }
  }

  Card get(int rank) {
    var left = rank;
    for (var block : blocks) {
      if (left < block.size()) {
        return block.get(left);
      }
      left -= block.size();
    }
    throw new IndexOutOfBoundsException(rank);
  }

  /// How many cards come before this time.
  int countBefore(long when) {
    var at = blocksStartingBefore(when, Integer.MIN_VALUE) - 1;
    if (at < 0) {
      return 0;
    }
    var count = placeIn(blocks.get(at), when, Integer.MIN_VALUE);
    for (int i = 0; i < at; i++) {
      count += blocks.get(i).size();
    }
    return count;
  }

  private long timeOf(Card card) {
    return time.applyAsLong(card);
  }

  private boolean isBefore(Card card, long when, int number) {
    var own = timeOf(card);
    return own < when || (own == when && card.number() < number);
  }

  private int blocksStartingBefore(long when, int number) {
    var low = 0;
    var high = blocks.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (isBefore(blocks.get(middle).getFirst(), when, number)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int placeIn(List<Card> block, long when, int number) {
    var low = 0;
    var high = block.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (isBefore(block.get(middle), when, number)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
