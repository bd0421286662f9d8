package com.nurturehub.crm.domain.contact;

import java.util.UUID;

/// NurtureHub's id of a contact.
public record ContactId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
