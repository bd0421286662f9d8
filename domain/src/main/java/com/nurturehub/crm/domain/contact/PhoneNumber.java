package com.nurturehub.crm.domain.contact;

/// A phone number in the one spelling we compare by: E.164 (`+441865522111`) where it could be read
/// as a number, else the stripped text as it was typed, because agents also write "ask for Jim".
public record PhoneNumber(String value) {

  private static final int LENGTH_MAX = 100;

  public PhoneNumber {
    value = Text.normal(value, LENGTH_MAX, "phone number");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty phone number");
    }
  }

  /// Whether the number can be dialled, and so may serve to recognise somebody.
  public boolean isDiallable() {
    return value.startsWith("+") && value.length() > 7;
  }

  @Override
  public String toString() {
    return value;
  }
}
