package com.nurturehub.crm.domain.contact;

import java.time.Instant;

/// What somebody said about one channel, and when it was recorded.
public record Consent(ConsentStatus status, Instant recordedAt) {

  /// Nobody ever said anything.
  public static final Consent UNASKED = new Consent(ConsentStatus.UNKNOWN, Instant.EPOCH);
}
