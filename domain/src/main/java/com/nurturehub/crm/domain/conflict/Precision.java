package com.nurturehub.crm.domain.conflict;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Compares two times at the coarser precision of the two: a CRM that writes whole seconds cannot
/// be later by a fraction of one.
final class Precision {

  private static final List<ChronoUnit> FINEST_LAST =
      List.of(ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS);

  private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_000);

  private Precision() {}

  static int compare(Instant one, Instant other) {
    var grain = coarser(one, other);
    return one.truncatedTo(grain).compareTo(other.truncatedTo(grain));
  }

  /// The last moment a time can stand for that was written in whole seconds.
  static Instant latest(Instant instant) {
    return isWhole(instant, ChronoUnit.SECONDS) ? instant.plus(ALMOST_A_SECOND) : instant;
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
