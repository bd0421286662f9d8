package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.loop.LoopPayloads.Problem;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// What an answer of Loop's that is no success means for the caller.
final class LoopFailures {

  private static final Duration PAUSE_MAX = Duration.ofHours(1);
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
      case 408, 504 -> lost(FailureCause.TIMED_OUT, "Loop did not answer in time.", writes);
      case 429 ->
          new Transient(
              FailureCause.RATE_LIMITED, "Loop asked us to slow down.", wait(response, now, pause));
      default -> other(response.status(), writes);
    };
  }

  /// A success outside and a failure inside, as was seen of Loop. Whether it was done is not known.
  static CrmFailure inside(boolean writes) {
    return lost(
        FailureCause.UNAVAILABLE, "Loop reported a fault of its own in its answer.", writes);
  }

  /// An answer that is a success and cannot be read.
  static CrmFailure unreadable(String why) {
    return new Transient(
        FailureCause.MALFORMED_ANSWER, "Loop sent an answer we cannot use: %s.".formatted(why));
  }

  /// The same, where the call would have changed something and may have.
  static CrmFailure unreadable(String why, boolean writes) {
    return writes
        ? new Ambiguous(
            FailureCause.MALFORMED_ANSWER, "Loop did not say clearly whether it took a change.")
        : unreadable(why);
  }

  private static Duration wait(CrmResponse response, Instant now, Duration pause) {
    var wait = response.retryAfter(now).orElse(pause);
    return wait.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : wait;
  }

  private static CrmFailure other(int status, boolean writes) {
    if (status >= 500) {
      return lost(
          FailureCause.UNAVAILABLE,
          "Loop reported a fault of its own (%d).".formatted(status),
          writes);
    }
    if (status < 400) {
      return new Transient(
          FailureCause.MALFORMED_ANSWER,
          "Loop pointed somewhere else (%d), where we do not follow.".formatted(status));
    }
    return new Persistent(
        FailureCause.MISCONFIGURED, "Loop did not understand the request (%d).".formatted(status));
  }

  private static CrmFailure lost(FailureCause cause, String words, boolean writes) {
    return writes ? new Ambiguous(cause, words) : new Transient(cause, words);
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
