package com.nurturehub.crm.application;

/// The caller asked for something that cannot be; `field` and the message say what to correct.
public final class InvalidRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  public InvalidRequest(String field, String problem) {
    super("%s: %s".formatted(field, problem));
    this.field = field;
  }

  public String field() {
    return field;
  }
}
