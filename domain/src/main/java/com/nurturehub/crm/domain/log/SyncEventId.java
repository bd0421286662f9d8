package com.nurturehub.crm.domain.log;

import java.util.UUID;

public record SyncEventId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
