package com.nurturehub.crm.sandbox.cards;

import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;

/// The untouched base cards in a window. They are in order of their numbers, so finding one is
/// counting.
final class BaseRange {

  private final NumberSet untouched;
  private final IntToLongFunction time;
  private final ToLongFunction<Card> cardTime;
  private final int first;
  private final int size;

  BaseRange(CardMaker maker, NumberSet untouched, CardWindow window) {
    this.untouched = untouched;
    var byCreation = window.order() == CardWindow.Order.CREATED;
    this.time = byCreation ? maker::created : maker::modified;
    this.cardTime = byCreation ? Card::created : Card::modified;
    var low =
        Math.max(
            firstFrom(maker::created, maker.count(), window.created().from()),
            firstFrom(maker::modified, maker.count(), window.modified().from()));
    var high =
        Math.min(
            firstAfter(maker::created, maker.count(), window.created().to()),
            firstAfter(maker::modified, maker.count(), window.modified().to()));
    this.first = untouched.countBelow(low);
    this.size = Math.max(0, untouched.countBelow(high) - first);
  }

  int size() {
    return size;
  }

  int number(int rank) {
    return untouched.select(first + rank);
  }

  int numberAfter(int number) {
    return untouched.next(number + 1);
  }

  long time(int number) {
    return time.applyAsLong(number);
  }

  /// The time that decides about the place of a touched card between these.
  long time(Card card) {
    return cardTime.applyAsLong(card);
  }

  private static int firstAfter(IntToLongFunction time, int count, long when) {
    return when == Long.MAX_VALUE ? count : firstFrom(time, count, when + 1);
  }

  private static int firstFrom(IntToLongFunction time, int count, long when) {
    var low = 0;
    var high = count;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (time.applyAsLong(middle) < when) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
