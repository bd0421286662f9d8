package com.nurturehub.crm.sandbox.loop;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times as Loop spells them: with milliseconds.
final class LoopTimes {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private LoopTimes() {}

  static String written(long millis) {
    return MILLIS.format(Instant.ofEpochMilli(millis));
  }

  /// Milliseconds since 1970, rounded up, so that "since" means at or after.
  static Optional<Long> parsed(String text) {
    try {
      var instant = OffsetDateTime.parse(text).toInstant();
      var millis = instant.toEpochMilli();
      return Optional.of(Instant.ofEpochMilli(millis).isBefore(instant) ? millis + 1 : millis);
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
