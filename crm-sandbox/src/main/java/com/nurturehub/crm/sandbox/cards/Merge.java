package com.nurturehub.crm.sandbox.cards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Base cards and touched cards of a window as one sequence, any part of which is found by
/// counting.
record Merge(BaseRange base, TouchedRange touched) {

  int size() {
    return base.size() + touched.size();
  }

  List<Spot> part(int offset, int wanted, boolean descending) {
    if (offset >= size()) {
      return List.of();
    }
    var count = Math.min(wanted, size() - offset);
    if (!descending) {
      return ascending(offset, count);
    }
    var spots = ascending(size() - offset - count, count);
    Collections.reverse(spots);
    return spots;
  }

  private List<Spot> ascending(int offset, int count) {
    var nextTouched = touchedAmongFirst(offset);
    var basesUsed = offset - nextTouched;
    var nextBase = basesUsed < base.size() ? base.number(basesUsed) : -1;
    List<Spot> spots = new ArrayList<>(count);
    while (spots.size() < count) {
      if (nextTouched == touched.size()
          || (basesUsed < base.size() && baseFirst(nextBase, touched.get(nextTouched)))) {
        spots.add(new Spot.Base(nextBase));
        basesUsed++;
        nextBase = base.numberAfter(nextBase);
      } else {
        spots.add(new Spot.Touched(touched.get(nextTouched)));
        nextTouched++;
      }
    }
    return spots;
  }

  /// How many of the first `count` cards are touched ones.
  private int touchedAmongFirst(int count) {
    var low = Math.max(0, count - base.size());
    var high = Math.min(count, touched.size());
    while (low < high) {
      var middle = (low + high) >>> 1;
      var lastBase = count - middle - 1;
      if (baseFirst(base.number(lastBase), touched.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean baseFirst(int number, Card card) {
    var baseTime = base.time(number);
    var cardTime = base.time(card);
    return baseTime < cardTime || (baseTime == cardTime && number < card.number());
  }
}
