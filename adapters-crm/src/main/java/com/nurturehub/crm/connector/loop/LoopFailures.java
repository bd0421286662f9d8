package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.UsualFailures;
import com.nurturehub.crm.connector.loop.LoopPayloads.Problem;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// What an answer of Loop's that is no success means for the caller.
final class LoopFailures {

  static final UsualFailures USUAL = new UsualFailures("Loop");

  private static final int FLAWS_MAX = 10;

  private LoopFailures() {}

  /// `writes`: the call would have changed something. `pause`: how long to wait after a 429 that
  /// does not say.
  static CrmFailure of(CrmResponse response, boolean writes, Instant now, Duration pause) {
    return switch (response.status()) {
      case 401, 403 ->
          new Persistent(
              FailureCause.CREDENTIALS_REFUSED,
              "Loop no longer accepts the API key; ask Loop's support for another one.");
      case 404, 405, 501 ->
          new Persistent(
              FailureCause.MISCONFIGURED,
              "Loop has no such address; contact sync is not offered for this account.");
      case 429 -> USUAL.tooMuch(response, pause, now);
      default -> USUAL.of(response, writes, now);
    };
  }

  /// A success outside and a failure inside, as was seen of Loop. Whether it was done is not known.
  static CrmFailure inside(boolean writes) {
    return USUAL.lost(
        FailureCause.UNAVAILABLE, "Loop reported a fault of its own in its answer.", writes);
  }

  /// Why Loop refused a change: the fields it names, and none of its words, which may repeat what
  /// was sent.
  static String refusal(Problem problem) {
    if (problem.errors().isEmpty()) {
      return "Loop did not accept the change and did not say which part of it.";
    }
    return problem.errors().stream()
        .map(flaw -> flaw.field().replaceAll("[^A-Za-z0-9 _.-]", ""))
        .distinct()
        .limit(FLAWS_MAX)
        .collect(Collectors.joining(", ", "Loop did not accept: ", "."));
  }
}
