package com.nurturehub.crm.application;

import java.util.List;
import java.util.Optional;

/// A bounded piece of a longer list, and how to ask for the next.
public record Slice<T>(List<T> items, Optional<String> next, long total) {

  public static final int FIRST_DEFAULT = 50;
  public static final int FIRST_MAX = 200;

  public Slice {
    items = List.copyOf(items);
  }

  /// How much is asked for: `first` items after the place named by `after`.
  public record Request(int first, Optional<String> after) {

    public Request {
      if (first < 1 || first > FIRST_MAX) {
        throw new InvalidRequest("first", "is between 1 and 200");
      }
    }

    public static Request first(int number) {
      return new Request(number, Optional.empty());
    }
  }
}
