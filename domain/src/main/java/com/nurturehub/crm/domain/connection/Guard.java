package com.nurturehub.crm.domain.connection;

/// How a CRM protects a record from two writers at once.
public enum Guard {
  /// It refuses a write made against an older version.
  VERSION_TAG,
  /// It has none: we read, compare and write, and an edit in between is lost to both.
  READ_COMPARE_WRITE
}
