package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.ForeignWords;
import com.nurturehub.crm.connector.http.UsualFailures;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Problem;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/// What an answer of Reapit's that is no success means for the caller.
///
/// Reapit has no machine-readable error codes; the texts it sends are hints and never passed on.
final class ReapitFailures {

  static final UsualFailures USUAL = new UsualFailures("Reapit");

  private static final Duration PAUSE_USUAL = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("title", "title"),
          Map.entry("forename", "first name"),
          Map.entry("surname", "surname"),
          Map.entry("homePhone", "home phone"),
          Map.entry("workPhone", "work phone"),
          Map.entry("mobilePhone", "mobile phone"),
          Map.entry("email", "e-mail address"),
          Map.entry("primaryAddress", "address"),
          Map.entry("officeIds", "default office"),
          Map.entry("negotiatorIds", "default negotiator"),
          Map.entry("categoryIds", "categories"),
          Map.entry("marketingConsent", "marketing consent"),
          Map.entry(ReapitDetails.FURTHER, "further contact details"));

  private ReapitFailures() {}

  /// An answer to a call on the platform. `writes`: the call would have changed something.
  static CrmFailure of(CrmResponse response, boolean writes, Instant now) {
    var problem = ReapitReader.problem(response.body());
    return switch (response.status()) {
      case 401 -> unauthorised(problem);
      case 403 -> forbidden(problem);
      case 429 -> tooMuch(problem, response, now);
      default -> USUAL.of(response, writes, now);
    };
  }

  /// An answer to the request for a token. The credentials are NurtureHub's own, so nobody at an
  /// agency can put them right.
  static CrmFailure ofToken(CrmResponse response, Instant now) {
    return USUAL.ofToken(response).orElseGet(() -> of(response, false, now));
  }

  /// Whether a new token may help.
  static boolean refusesTheToken(CrmResponse response) {
    return response.status() == 401
        && unauthorised(ReapitReader.problem(response.body())).why()
            == FailureCause.CREDENTIALS_REFUSED;
  }

  private static CrmFailure unauthorised(Problem problem) {
    if (problem.says("installed")) {
      return new Persistent(
          FailureCause.ACCESS_REVOKED,
          "This Reapit customer has not installed NurtureHub, or has to approve its new version.");
    }
    if (problem.says("marketplace")) {
      return new Persistent(
          FailureCause.MISCONFIGURED, "Reapit does not know NurtureHub's registration.");
    }
    return new Persistent(
        FailureCause.CREDENTIALS_REFUSED, "Reapit refused the credentials, also renewed ones.");
  }

  private static CrmFailure forbidden(Problem problem) {
    return problem.says("missing authentication token")
        ? new Persistent(FailureCause.MISCONFIGURED, "Reapit has no such address.")
        : new Persistent(
            FailureCause.PERMISSION_MISSING,
            "Reapit does not allow NurtureHub what it asked for; its permissions are too few.");
  }

  private static CrmFailure tooMuch(Problem problem, CrmResponse response, Instant now) {
    // The usual words of the gateway that Reapit runs on, for a quota rather than a rate.
    if (problem.says("limit exceeded") && !problem.says("concurrent")) {
      return new Transient(
          FailureCause.QUOTA_EXHAUSTED,
          "Reapit's allowance for today is used up.",
          response.retryAfter(now).orElse(untilTomorrow(response.date().orElse(now))));
    }
    return USUAL.tooMuch(response, PAUSE_USUAL, now);
  }

  private static Duration untilTomorrow(Instant now) {
    var midnight = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1).atStartOfDay();
    var wait = Duration.between(now, midnight.toInstant(ZoneOffset.UTC));
    return wait.compareTo(DAY) > 0 ? DAY : wait;
  }

  /// Why Reapit refused a change, fit for the agency. What we sent is blotted out of Reapit's own
  /// words, and so is whatever else looks like an address or a number.
  static String refusal(Problem problem, Body sent) {
    if (problem.says("archived")) {
      return "Reapit keeps this contact in its archive, where it cannot be changed.";
    }
    if (problem.errors().isEmpty()) {
      return "Reapit did not accept the change and did not say which part of it.";
    }
    var values = sent.members().values();
    return problem.errors().stream()
        .limit(10)
        .map(flaw ->
            "%s – %s".formatted(word(flaw.field()), ForeignWords.fit(flaw.message(), values)))
        .collect(Collectors.joining("; ", "Reapit did not accept: ", ""));
  }

  private static String word(String field) {
    var dot = field.indexOf('.');
    return WORDS.getOrDefault(dot < 0 ? field : field.substring(0, dot), "another part");
  }
}
