package com.nurturehub.crm.api.graphql;

/// Somebody follows more runs at once than one needs.
final class TooManyStreams extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyStreams() {
    super("Too many streams are open; close one and try again.");
  }
}
