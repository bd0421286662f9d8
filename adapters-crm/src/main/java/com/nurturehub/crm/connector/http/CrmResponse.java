package com.nurturehub.crm.connector.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A CRM's answer. Its body is bounded: of a longer one only the beginning is kept, and it is not
/// `isWhole`. It prints its status alone.
public final class CrmResponse {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean whole;

  /// Header names are in lower case; a header that was sent several times has a line for each. The
  /// array is not copied; nobody writes to it any more.
  public CrmResponse(int status, Map<String, String> headers, byte[] body, boolean whole) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.whole = whole;
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// Not to be written to.
  public byte[] body() {
    return body;
  }

  public boolean isWhole() {
    return whole;
  }

  /// The first of a header that may have been sent several times.
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "").lines().toList();
  }

  public boolean isJson() {
    var type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
    var end = type.indexOf(';');
    var plain = (end < 0 ? type : type.substring(0, end)).strip();
    return plain.equals("application/json") || plain.endsWith("+json");
  }

  /// The CRM's own clock, to the second.
  public Optional<Instant> date() {
    return header("date").flatMap(CrmResponse::instant);
  }

  /// How long the CRM asks us to wait, given as seconds or as a date of its own clock.
  public Optional<Duration> retryAfter(Instant now) {
    return header("retry-after")
        .map(String::strip)
        .flatMap(given ->
            given.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(given)))
                : instant(given).map(then -> Duration.between(date().orElse(now), then)))
        .filter(wait -> !wait.isNegative());
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "status %d".formatted(status);
  }
}
