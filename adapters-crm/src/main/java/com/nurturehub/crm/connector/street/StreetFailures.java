package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.ForeignWords;
import com.nurturehub.crm.connector.http.UsualFailures;
import com.nurturehub.crm.connector.street.StreetPayloads.Body;
import com.nurturehub.crm.connector.street.StreetPayloads.Problem;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an answer of Street's that is no success means for the caller. Only its status counts:
/// Street words its errors differently from place to place.
final class StreetFailures {

  static final UsualFailures USUAL = new UsualFailures("Street");

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
      case 429 -> USUAL.tooMuch(response, renewal(response, now).orElse(pause), now);
      default -> USUAL.of(response, writes, now);
    };
  }

  /// When the limit is renewed.
  private static Optional<Duration> renewal(CrmResponse response, Instant now) {
    return response
        .header("x-ratelimit-reset")
        .filter(given -> given.matches("\\d{1,11}"))
        .map(Long::parseLong)
        .map(Instant::ofEpochSecond)
        .map(then -> Duration.between(response.date().orElse(now), then))
        .filter(Duration::isPositive);
  }

  /// Why Street refused a change, fit for the agency. What we sent is blotted out of Street's own
  /// words, and so is whatever else looks like an address or a number.
  static String refusal(Problem problem, Body sent) {
    if (problem.errors().isEmpty()) {
      return "Street did not accept the change and did not say which part of it.";
    }
    var values = sent.attributes().values();
    return problem.errors().stream()
        .limit(FLAWS_MAX)
        .map(flaw ->
            "%s – %s".formatted(word(flaw.pointer()), ForeignWords.fit(flaw.detail(), values)))
        .collect(Collectors.joining("; ", "Street did not accept: ", ""));
  }

  private static String word(String pointer) {
    return Stream.of(pointer.split("/", -1))
        .filter(WORDS::containsKey)
        .findFirst()
        .map(segment -> WORDS.getOrDefault(segment, ""))
        .orElse("another part");
  }
}
