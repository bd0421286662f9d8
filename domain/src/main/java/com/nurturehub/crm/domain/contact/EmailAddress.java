package com.nurturehub.crm.domain.contact;

import java.util.Locale;

/// An address in the one spelling we compare by: trimmed and lower-cased.
public record EmailAddress(String value) {

  private static final int LENGTH_MAX = 254;

  public EmailAddress {
    value = Text.normal(value, LENGTH_MAX, "e-mail address").toLowerCase(Locale.ROOT);
    var at = value.indexOf('@');
    if (at < 1 || at != value.lastIndexOf('@') || at == value.length() - 1 || hasSpace(value)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  public static boolean isValid(String typed) {
    try {
      return !new EmailAddress(typed).value().isEmpty();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static boolean hasSpace(String value) {
    return value.chars().anyMatch(Character::isWhitespace);
  }

  @Override
  public String toString() {
    return value;
  }
}
