package com.nurturehub.crm.domain.sync;

import java.util.UUID;

public record SyncRunId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
