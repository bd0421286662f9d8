package com.nurturehub.crm.sandbox.street;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as Street spells them: whole seconds.
final class StreetTimes {

  private StreetTimes() {}

  static long wholeSecond(Instant at) {
    return at.getEpochSecond() * 1000;
  }

  static String written(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000L)).toString();
  }

  /// A time that was written by us, in another spelling.
  static String spelled(String written, StreetOptions.Stamps stamps) {
    if (!written.endsWith("Z")) {
      return written;
    }
    var bare = written.substring(0, written.length() - 1);
    return switch (stamps) {
      case ZULU -> written;
      case OFFSET -> bare + "+00:00";
      case FRACTION -> bare + ".000000Z";
    };
  }

  /// Milliseconds since 1970.
  static Optional<Long> parsed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
