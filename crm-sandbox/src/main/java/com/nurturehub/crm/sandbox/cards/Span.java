package com.nurturehub.crm.sandbox.cards;

/// A span of time in milliseconds since 1970; both ends belong to it.
public record Span(long from, long to) {

  public static final Span ALWAYS = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

  public boolean contains(long time) {
    return from <= time && time <= to;
  }

  boolean isAlways() {
    return equals(ALWAYS);
  }
}
