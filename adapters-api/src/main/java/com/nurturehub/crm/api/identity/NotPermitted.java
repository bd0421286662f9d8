package com.nurturehub.crm.api.identity;

import org.springframework.security.access.AccessDeniedException;

/// The caller is known, and may not do this.
public final class NotPermitted extends AccessDeniedException {

  private static final long serialVersionUID = 1L;

  /// What stood in the way.
  public enum Why {
    AGENCY_NOT_PERMITTED,
    SCOPE_MISSING
  }

  private final Why why;

  public NotPermitted(Why why, String message) {
    super(message);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
