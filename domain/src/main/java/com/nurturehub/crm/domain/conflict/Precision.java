package com.nurturehub.crm.domain.conflict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Compares two times at the coarser precision of the two: a CRM that writes whole seconds cannot
/// be later by a fraction of one.
final class Precision {

  private static final List<ChronoUnit> FINEST_LAST =
      List.of(ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS);

  private Precision() {}

  static int compare(Instant one, Instant other) {
    var grain = coarser(one, other);
    return one.truncatedTo(grain).compareTo(other.truncatedTo(grain));
  }

  private static ChronoUnit coarser(Instant one, Instant other) {
    return FINEST_LAST.stream()
        .filter(grain -> isWhole(one, grain) || isWhole(other, grain))
        .findFirst()
        .orElse(ChronoUnit.NANOS);
  }

  private static boolean isWhole(Instant instant, ChronoUnit grain) {
    return instant.equals(instant.truncatedTo(grain));
  }
}
