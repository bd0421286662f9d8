package com.nurturehub.crm.domain.push;

import java.util.UUID;

public record PushId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
