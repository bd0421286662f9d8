package com.nurturehub.crm.application.lane;

import java.time.Instant;

/// When a lane wants to go on.
public sealed interface NextSlice {

  /// There is more to do.
  record Again() implements NextSlice {}

  /// Not before this instant, unless woken.
  record At(Instant instant) implements NextSlice {}

  /// Only when woken.
  record Resting() implements NextSlice {}
}
