package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.street.StreetPayloads.Body;
import com.nurturehub.crm.connector.street.StreetPayloads.Problem;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an answer of Street's that is no success means for the caller. Only its status counts:
/// Street words its errors differently from place to place.
final class StreetFailures {

  private static final Duration PAUSE_MAX = Duration.ofHours(1);
  private static final int MESSAGE_LENGTH_MAX = 160;
  private static final int FLAWS_MAX = 10;
  private static final Map<String, String> WORDS =
      Map.of(
          "title", "title",
          "first_name", "first name",
          "last_name", "surname",
          "marketing_consent", "marketing consent",
          "contact_preferences", "contact preferences",
          "email_address", "e-mail address",
          "telephone_number", "telephone number",
          "postcode", "postcode",
          "relationships", "property the enquiry is about",
          "person", "person");

  private StreetFailures() {}

  /// `writes`: the call would have changed something. `pause`: how long to wait after a 429 that
  /// does not say.
  static CrmFailure of(CrmResponse response, boolean writes, Instant now, Duration pause) {
    return switch (response.status()) {
      case 401 ->
          new Persistent(
              FailureCause.CREDENTIALS_REFUSED, "Street no longer accepts the API token.");
      case 403 ->
          new Persistent(
              FailureCause.PERMISSION_MISSING,
              "Street does not let this API token see people; it has to be one for the Open API.");
      case 408, 504 -> lost(FailureCause.TIMED_OUT, "Street did not answer in time.", writes);
      case 429 ->
          new Transient(
              FailureCause.RATE_LIMITED,
              "Street asked us to slow down.",
              wait(response, now).orElse(pause));
      case 503 -> unavailable(response, now, writes);
      default -> other(response.status(), writes);
    };
  }

  /// An answer that is a success and cannot be read.
  static CrmFailure unreadable(String why) {
    return new Transient(
        FailureCause.MALFORMED_ANSWER, "Street sent an answer we cannot use: %s.".formatted(why));
  }

  /// The same, where the call would have changed something and may have.
  static CrmFailure unreadable(String why, boolean writes) {
    return writes
        ? new Ambiguous(
            FailureCause.MALFORMED_ANSWER, "Street did not say clearly whether it took a change.")
        : unreadable(why);
  }

  /// `Retry-After` if there is one, else when the limit is renewed.
  private static Optional<Duration> wait(CrmResponse response, Instant now) {
    return response
        .retryAfter(now)
        .or(() -> renewal(response, now))
        .map(wait -> wait.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : wait);
  }

  private static Optional<Duration> renewal(CrmResponse response, Instant now) {
    return response
        .header("x-ratelimit-reset")
        .filter(given -> given.matches("\\d{1,11}"))
        .map(Long::parseLong)
        .map(Instant::ofEpochSecond)
        .map(then -> Duration.between(response.date().orElse(now), then))
        .filter(Duration::isPositive);
  }

  private static CrmFailure unavailable(CrmResponse response, Instant now, boolean writes) {
    var words = "Street is not available at the moment.";
    return writes
        ? new Ambiguous(FailureCause.UNAVAILABLE, words)
        : response
            .retryAfter(now)
            .map(wait -> new Transient(FailureCause.UNAVAILABLE, words, wait))
            .orElseGet(() -> new Transient(FailureCause.UNAVAILABLE, words));
  }

  private static CrmFailure other(int status, boolean writes) {
    if (status >= 500) {
      return lost(
          FailureCause.UNAVAILABLE,
          "Street reported a fault of its own (%d).".formatted(status),
          writes);
    }
    if (status < 400) {
      return new Transient(
          FailureCause.MALFORMED_ANSWER,
          "Street pointed somewhere else (%d), where we do not follow.".formatted(status));
    }
    return new Persistent(
        FailureCause.MISCONFIGURED,
        "Street did not understand the request (%d).".formatted(status));
  }

  private static CrmFailure lost(FailureCause cause, String words, boolean writes) {
    return writes ? new Ambiguous(cause, words) : new Transient(cause, words);
  }

  /// Why Street refused a change, fit for the agency. What we sent is blotted out of Street's own
  /// words, and so is whatever else looks like an address or a number.
  static String refusal(Problem problem, Body sent) {
    if (problem.errors().isEmpty()) {
      return "Street did not accept the change and did not say which part of it.";
    }
    var values = leaves(sent.attributes().values()).filter(v -> v.length() > 1).toList();
    return problem.errors().stream()
        .limit(FLAWS_MAX)
        .map(flaw -> "%s – %s".formatted(word(flaw.pointer()), fit(flaw.detail(), values)))
        .collect(Collectors.joining("; ", "Street did not accept: ", ""));
  }

  private static String word(String pointer) {
    return Stream.of(pointer.split("/", -1))
        .filter(WORDS::containsKey)
        .findFirst()
        .map(segment -> WORDS.getOrDefault(segment, ""))
        .orElse("another part");
  }

  private static String fit(String message, Collection<String> sent) {
    var words = message.replaceAll("\\p{Cntrl}", " ");
    for (var value : sent) {
      words = words.replace(value, "…");
    }
    words = words.replaceAll("\\S+@\\S+", "…").replaceAll("\\+?\\d[\\d ]{4,}\\d", "…").strip();
    return words.length() <= MESSAGE_LENGTH_MAX ? words : words.substring(0, MESSAGE_LENGTH_MAX);
  }

  private static Stream<String> leaves(Collection<?> values) {
    return values.stream()
        .flatMap(value ->
            switch (value) {
              case Map<?, ?> map -> leaves(map.values());
              case Collection<?> list -> leaves(list);
              case String text -> Stream.of(text);
              default -> Stream.of();
            });
  }
}
