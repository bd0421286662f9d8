package com.nurturehub.crm.domain.connection;

/// Which conflict policy a connection follows.
public enum PolicyChoice {
  LAST_WRITE_WINS,
  FIELD_OWNERSHIP
}
