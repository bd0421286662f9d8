package com.nurturehub.crm.application.sync;

import java.time.Duration;

/// How much a lane does before it lets others have a turn.
///
/// @param slice the time after which a slice ends at the next page or push
/// @param lease how long a lane is held without being renewed. Shorter than an engine needs to
///   notice that a node is gone, so that who takes over is not refused; shorter also than a call to
///   a CRM may take, which is harmless: a lapsed lease that nobody took over still commits
/// @param pushesPerPage pushes delivered after each page of a sync
/// @param pushesPerSlice pushes delivered in a slice without a sync
/// @param fullPassEvery how often everything is read again, to notice what is gone
public record Bounds(
    Duration slice, Duration lease, int pushesPerPage, int pushesPerSlice, Duration fullPassEvery) {

  public static final Bounds DEFAULT =
      new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(6), 10, 200, Duration.ofDays(1));
}
