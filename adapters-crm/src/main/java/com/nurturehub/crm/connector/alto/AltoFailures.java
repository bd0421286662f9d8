package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Body;
import com.nurturehub.crm.connector.alto.AltoPayloads.Problem;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.ForeignWords;
import com.nurturehub.crm.connector.http.UsualFailures;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// What an answer of Alto's that is no success means for the caller.
///
/// Alto's error codes are not published. 401 and 403 are answered for a token, for an agency and
/// for a permission alike, so that only the state of the integration tells them apart.
final class AltoFailures {

  static final UsualFailures USUAL = new UsualFailures("Alto");

  private static final Duration PAUSE_USUAL = Duration.ofSeconds(1);
  private static final int MESSAGES_MAX = 5;

  private AltoFailures() {}

  /// How an agency stands to our integration, as far as Alto says.
  enum Standing {
    ACTIVE,
    NOT_ACTIVATED,
    UNKNOWN_AGENCY,
    UNSAID
  }

  /// `standing` is only looked at where the status alone does not tell. `writes`: the call would
  /// have changed something.
  static CrmFailure of(CrmResponse response, boolean writes, Standing standing, Instant now) {
    return switch (response.status()) {
      case 400, 401, 403 -> refused(response.status(), standing);
      case 429 -> USUAL.tooMuch(response, PAUSE_USUAL, now);
      default -> USUAL.of(response, writes, now);
    };
  }

  /// Whether only the agency's standing tells what an answer means.
  static boolean isAmbiguous(CrmResponse response) {
    return switch (response.status()) {
      case 400, 401, 403 -> true;
      default -> false;
    };
  }

  /// An answer to the request for a token. The credentials are NurtureHub's own, so nobody at an
  /// agency can put them right.
  static CrmFailure ofToken(CrmResponse response, Instant now) {
    return USUAL.ofToken(response).orElseGet(() -> of(response, false, Standing.UNSAID, now));
  }

  static CrmFailure of(Standing standing) {
    return switch (standing) {
      case NOT_ACTIVATED ->
          new Persistent(
              FailureCause.ACCESS_REVOKED,
              "This agency has not activated NurtureHub in Alto's Marketplace.");
      case UNKNOWN_AGENCY ->
          new Persistent(
              FailureCause.CREDENTIALS_REFUSED,
              "Alto does not know this AgencyRef, or does not let NurtureHub use it.");
      case ACTIVE, UNSAID ->
          new Persistent(
              FailureCause.PERMISSION_MISSING,
              "Alto does not allow NurtureHub what it asked for; Alto's support has to grant it.");
    };
  }

  /// A write whose answer is a success and cannot be read: it has landed.
  static CrmFailure unreadableAfterWriting() {
    return new Ambiguous(
        FailureCause.MALFORMED_ANSWER, "Alto's answer to a change cannot be read.");
  }

  /// Why Alto refused a change, fit for the agency. What we sent is blotted out of Alto's own
  /// words, and so is whatever else looks like an address or a number.
  static String refusal(Problem problem, Body sent) {
    if (problem.messages().isEmpty()) {
      return "Alto did not accept the change and did not say why.";
    }
    return problem.messages().stream()
        .limit(MESSAGES_MAX)
        .map(message -> ForeignWords.fit(message, sent.texts()))
        .collect(Collectors.joining("; ", "Alto did not accept the change: ", ""));
  }

  private static CrmFailure refused(int status, Standing standing) {
    if (status == 400 && (standing == Standing.ACTIVE || standing == Standing.UNSAID)) {
      return new Persistent(
          FailureCause.MISCONFIGURED, "Alto did not understand the request (400).");
    }
    return of(standing);
  }
}
