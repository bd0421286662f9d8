package com.nurturehub.crm.domain.sync;

/// How much a run reads. A full pass and a pass over changes are the same work from another cursor.
public enum Pass {
  FULL,
  CHANGES
}
