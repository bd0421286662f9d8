package com.nurturehub.crm.sandbox.alto;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times as Alto spells them: seven digits after the second, and an offset.
final class AltoStamps {

  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AltoStamps() {}

  static String of(long millis) {
    return SEVEN_DIGITS.format(Instant.ofEpochMilli(millis));
  }

  static Optional<Long> parsed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
