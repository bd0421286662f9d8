package com.nurturehub.crm.domain.link;

import java.util.OptionalInt;

/// How many of the contacts a CRM still has are provably in sync: nothing waits to be told or
/// changed by hand, and nothing could not be read.
public record InSync(long proven, long all) {

  public InSync {
    if (proven < 0 || proven > all) {
      throw new IllegalArgumentException("%d of %d are in sync".formatted(proven, all));
    }
  }

  /// Rounded down, so that a hundred says that nobody is missing. Empty where there is nobody.
  public OptionalInt percent() {
    return all == 0 ? OptionalInt.empty() : OptionalInt.of((int) (proven * 100 / all));
  }
}
