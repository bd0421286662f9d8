package com.nurturehub.crm.sandbox.cards;

/// Which cards are wanted, and in which order.
public record CardWindow(
    boolean archived, Span created, Span modified, Order order, boolean descending) {

  public enum Order {
    CREATED,
    MODIFIED
  }

  public static CardWindow live() {
    return new CardWindow(false, Span.ALWAYS, Span.ALWAYS, Order.CREATED, false);
  }
}
