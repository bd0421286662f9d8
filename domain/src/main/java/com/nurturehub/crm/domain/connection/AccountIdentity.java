package com.nurturehub.crm.domain.connection;

/// Which account at the CRM a connection works on, as the CRM itself names it: the customer at
/// Reapit, the AgencyRef at Alto, the company at Street, the account at Loop. It belongs to one
/// agency only.
public record AccountIdentity(String value) {

  public AccountIdentity {
    value = value.strip();
    if (value.isEmpty() || value.length() > 200) {
      throw new IllegalArgumentException("an account identity has 1 to 200 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
