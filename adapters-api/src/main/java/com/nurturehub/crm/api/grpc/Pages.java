package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import java.util.Optional;

/// How much of a list is asked for.
final class Pages {

  private Pages() {}

  static Slice.Request request(int size, String after) {
    if (size < 0) {
      throw new InvalidRequest("page_size", "is not negative");
    }
    var asked = size == 0 ? Slice.FIRST_DEFAULT : Math.min(size, Slice.FIRST_MAX);
    return new Slice.Request(asked, Optional.of(after).filter(place -> !place.isEmpty()));
  }
}
