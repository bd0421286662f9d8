package com.nurturehub.crm.sandbox.cards;

import java.util.List;

/// A part of a window's cards, and how many the window has in all.
public record Slice(int total, List<Spot> spots) {

  public Slice {
    spots = List.copyOf(spots);
  }
}
