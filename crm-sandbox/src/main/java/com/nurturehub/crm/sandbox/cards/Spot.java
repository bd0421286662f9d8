package com.nurturehub.crm.sandbox.cards;

/// A contact found in the index: a base card that nobody needs to make yet, or a touched one.
public sealed interface Spot {

  int number();

  record Base(int number) implements Spot {}

  record Touched(Card card) implements Spot {
    @Override
    public int number() {
      return card.number();
    }
  }
}
