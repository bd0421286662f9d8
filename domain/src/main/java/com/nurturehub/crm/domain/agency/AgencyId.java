package com.nurturehub.crm.domain.agency;

/// NurtureHub's own id of an agency, as its other services spell it.
public record AgencyId(String value) {

  private static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  public AgencyId {
    if (!value.matches(FORM)) {
      throw new IllegalArgumentException(
          "not an agency id: 1 to 64 letters, digits, '.', '_' or '-'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
