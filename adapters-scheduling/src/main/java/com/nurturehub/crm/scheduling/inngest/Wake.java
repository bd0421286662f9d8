package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A lane to be looked at, when, and under which name the server is told so: it takes each name
/// once a day.
///
/// @param why tells apart who sends it, so that one who was told too early does not silence another
record Wake(ConnectionId lane, Instant at, String why) {

  private static final String ASKED_FOR = "wake";
  private static final String NEXT_SLICE = "next";

  static Wake askedFor(ConnectionId lane, Instant at) {
    return new Wake(lane, at, ASKED_FOR);
  }

  static Wake nextSlice(ConnectionId lane, Instant at) {
    return new Wake(lane, at, NEXT_SLICE);
  }

  /// Every minute under another name: the first may have been lost in the server.
  static Wake swept(ConnectionId lane, Instant at, Instant tick) {
    return new Wake(lane, at, "sweep-" + tick.truncatedTo(ChronoUnit.MINUTES).getEpochSecond());
  }

  String name() {
    return "%s-%s-%d".formatted(lane, why, ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }
}
