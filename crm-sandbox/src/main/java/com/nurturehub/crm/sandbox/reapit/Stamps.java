package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.JsonBytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates and times as Reapit spells them.
final class Stamps {

  private static final long DAY_SECONDS = 86_400;
  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Stamps() {}

  static String withFraction(Instant instant) {
    return SEVEN_DIGITS.format(instant);
  }

  /// Whole seconds, as contacts carry them.
  static String wholeSeconds(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000L)).toString();
  }

  /// A point in time of a query, in milliseconds. A time needs a zone; a date alone means midnight
  /// UTC.
  static Optional<Long> parsed(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
              : OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  static int year(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, 1000 * DAY_SECONDS)).getYear();
  }

  static void write(long millis, JsonBytes out) {
    var seconds = Math.floorDiv(millis, 1000L);
    var day = Math.floorDiv(seconds, DAY_SECONDS);
    var time = Math.floorMod(seconds, DAY_SECONDS);
    out.plain("\"");
    writeDay(day, out);
    out.plain("T").digits(time / 3600, 2).plain(":").digits(time / 60 % 60, 2);
    out.plain(":").digits(time % 60, 2).plain("Z\"");
  }

  /// The usual conversion of a day count to year, month and day, by eras of 400 years.
  static void writeDay(long epochDay, JsonBytes out) {
    var shifted = epochDay + 719_468;
    var era = Math.floorDiv(shifted, 146_097L);
    var dayOfEra = shifted - era * 146_097;
    var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    var monthFromMarch = (5 * dayOfYear + 2) / 153;
    var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    out.digits(year, 4).plain("-").digits(month, 2).plain("-");
    out.digits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
  }
}
