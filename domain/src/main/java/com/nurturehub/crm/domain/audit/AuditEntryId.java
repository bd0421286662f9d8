package com.nurturehub.crm.domain.audit;

import java.util.UUID;

public record AuditEntryId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
