package com.nurturehub.crm.scheduling.inngest;

/// The Inngest server did not take what we sent, or is away.
final class InngestRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InngestRefused(String message) {
    super(message);
  }

  InngestRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
