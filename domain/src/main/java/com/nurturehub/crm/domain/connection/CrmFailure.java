package com.nurturehub.crm.domain.connection;

import java.time.Duration;
import java.util.Optional;

/// A CRM call that did not work, classed by what the caller must do about it. The message is fit
/// for a person: it holds no payload and no credential.
public abstract sealed class CrmFailure extends RuntimeException {

  private final FailureCause cause;

  private CrmFailure(FailureCause cause, String message) {
    super(message);
    this.cause = cause;
  }

  public FailureCause why() {
    return cause;
  }

  /// Worth another try: a time-out, a rate limit, a 503.
  public static final class Transient extends CrmFailure {

    private final Optional<Duration> retryAfter;

    public Transient(FailureCause cause, String message) {
      super(cause, message);
      this.retryAfter = Optional.empty();
    }

    public Transient(FailureCause cause, String message, Duration retryAfter) {
      super(cause, message);
      this.retryAfter = Optional.of(retryAfter);
    }

    /// How long the CRM asked us to wait, if it did.
    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /// No retry will help. Somebody has to act, and the cause's remedy says how.
  public static final class Persistent extends CrmFailure {
    public Persistent(FailureCause cause, String message) {
      super(cause, message);
    }
  }

  /// A write whose answer was lost: it may or may not have landed. It is looked up, never repeated
  /// blindly.
  public static final class Ambiguous extends CrmFailure {
    public Ambiguous(FailureCause cause, String message) {
      super(cause, message);
    }
  }
}
