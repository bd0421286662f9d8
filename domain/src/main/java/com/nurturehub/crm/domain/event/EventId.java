package com.nurturehub.crm.domain.event;

/// By what a repeated message is known for one we have: the same each time a CRM sends it.
public record EventId(String value) {

  public static final int LENGTH_MAX = 500;

  public EventId {
    if (value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("an event's id has 1 to 500 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
