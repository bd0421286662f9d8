package com.nurturehub.crm.domain.contact;

/// Whether somebody may be contacted on a channel.
public enum ConsentStatus {
  GRANTED,
  DENIED,
  UNKNOWN,
  PENDING;

  /// Somebody said yes or no; `UNKNOWN` and `PENDING` only say that nobody did.
  public boolean isExplicit() {
    return this == GRANTED || this == DENIED;
  }
}
