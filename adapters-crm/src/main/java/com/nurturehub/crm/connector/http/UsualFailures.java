package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an answer means wherever HTTP is spoken, in words about one CRM. What a CRM means by an
/// answer of its own kind, its connector knows.
public record UsualFailures(String crm) {

  private static final Duration PAUSE_MAX = Duration.ofHours(1);

  /// An answer that is no success. `writes`: the call would have changed something, and where the
  /// answer leaves open whether it has, that has to be looked up.
  public CrmFailure of(CrmResponse response, boolean writes, Instant now) {
    return switch (response.status()) {
      case 408, 504 ->
          lost(FailureCause.TIMED_OUT, "%s did not answer in time.".formatted(crm), writes);
      case 503 -> unavailable(response, writes, now);
      default -> other(response.status(), writes);
    };
  }

  /// An answer that says 429. `pause`: how long to wait where it does not say.
  public CrmFailure tooMuch(CrmResponse response, Duration pause, Instant now) {
    var wait = response.retryAfter(now).orElse(pause);
    return new Transient(
        FailureCause.RATE_LIMITED,
        "%s asked us to slow down.".formatted(crm),
        wait.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : wait);
  }

  /// A refusal of the request for a token of NurtureHub's own, which nobody at an agency can put
  /// right; empty for any other answer.
  public Optional<CrmFailure> ofToken(CrmResponse response) {
    return switch (response.status()) {
      case 400, 401, 403 ->
          Optional.of(
              new Persistent(
                  FailureCause.MISCONFIGURED,
                  "%s does not accept NurtureHub's own credentials.".formatted(crm)));
      default -> Optional.empty();
    };
  }

  /// An answer that is a success and cannot be read.
  public CrmFailure unreadable(String why) {
    return new Transient(
        FailureCause.MALFORMED_ANSWER, "%s sent an answer we cannot use: %s.".formatted(crm, why));
  }

  /// The same, where the call would have changed something and may have.
  public CrmFailure unreadable(String why, boolean writes) {
    return writes
        ? new Ambiguous(
            FailureCause.MALFORMED_ANSWER,
            "%s did not say clearly whether it took a change.".formatted(crm))
        : unreadable(why);
  }

  /// A call whose outcome is not known.
  public CrmFailure lost(FailureCause cause, String words, boolean writes) {
    return writes ? new Ambiguous(cause, words) : new Transient(cause, words);
  }

  private CrmFailure unavailable(CrmResponse response, boolean writes, Instant now) {
    var words = "%s is not available at the moment.".formatted(crm);
    if (writes) {
      return new Ambiguous(FailureCause.UNAVAILABLE, words);
    }
    return response
        .retryAfter(now)
        .map(wait -> new Transient(FailureCause.UNAVAILABLE, words, wait))
        .orElseGet(() -> new Transient(FailureCause.UNAVAILABLE, words));
  }

  private CrmFailure other(int status, boolean writes) {
    if (status >= 500) {
      return lost(
          FailureCause.UNAVAILABLE,
          "%s reported a fault of its own (%d).".formatted(crm, status),
          writes);
    }
    if (status < 400) {
      return new Transient(
          FailureCause.MALFORMED_ANSWER,
          "%s pointed somewhere else (%d), where we do not follow.".formatted(crm, status));
    }
    return new Persistent(
        FailureCause.MISCONFIGURED,
        "%s did not understand the request (%d).".formatted(crm, status));
  }
}
