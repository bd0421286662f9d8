package com.nurturehub.crm.domain.sync;

/// Where reading goes on. Only the connector that wrote it can read it.
public record SyncCursor(String value) {

  private static final int LENGTH_MAX = 4_000;

  /// The very beginning of a full pass.
  public static final SyncCursor START = new SyncCursor("");

  public SyncCursor {
    if (value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a cursor has at most 4,000 characters");
    }
  }
}
