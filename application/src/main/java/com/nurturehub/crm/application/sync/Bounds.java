package com.nurturehub.crm.application.sync;

import java.time.Duration;

/// How much a lane does before it lets others have a turn.
///
/// @param slice the time after which a slice ends at the next page or push
/// @param lease how long a lane is held without being renewed
/// @param pushesPerPage pushes delivered after each page of a sync
/// @param pushesPerSlice pushes delivered in a slice without a sync
/// @param fullPassEvery how often everything is read again, to notice what is gone
public record Bounds(
    Duration slice, Duration lease, int pushesPerPage, int pushesPerSlice, Duration fullPassEvery) {

  public static final Bounds DEFAULT =
      new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(60), 10, 200, Duration.ofDays(1));
}
