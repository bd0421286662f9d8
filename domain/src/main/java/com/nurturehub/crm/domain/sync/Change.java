package com.nurturehub.crm.domain.sync;

/// What reading one contact came to.
public enum Change {
  CREATED,
  UPDATED,
  UNCHANGED,
  CONFLICTED,
  QUARANTINED
}
