package com.nurturehub.crm.domain.contact;

/// A CRM's id of a contact, unique only within one account of that CRM.
public record ExternalId(String value) {

  private static final int LENGTH_MAX = 200;

  public ExternalId {
    if (value.isBlank() || value.length() > LENGTH_MAX || !Text.isText(value)) {
      throw new IllegalArgumentException("an external id has 1 to 200 characters of text");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
