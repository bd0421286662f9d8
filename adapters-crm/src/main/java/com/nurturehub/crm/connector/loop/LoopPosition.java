package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a pass through a team's people stands: which of the paths, from which time of change
/// (`since`), and which page from there.
///
/// Where people can be listed by their time of change, a pass goes forward in it, so that whoever
/// is edited meanwhile moves to the end, where the pass has yet to come. Page numbers are only
/// needed where a whole page has one and the same time, or the list is in no order.
record LoopPosition(
    int path, Optional<Instant> since, int page, OptionalLong total, long delivered) {

  private static final String FORMAT = "1";
  private static final String NONE = "-";

  static LoopPosition start(Optional<Instant> since, int firstPage) {
    return new LoopPosition(0, since, firstPage, OptionalLong.empty(), 0);
  }

  LoopPosition since(Instant reached, int firstPage) {
    return new LoopPosition(path, Optional.of(reached), firstPage, total, delivered);
  }

  LoopPosition nextPage() {
    return new LoopPosition(path, since, page + 1, total, delivered);
  }

  LoopPosition nextPath(Optional<Instant> from, int firstPage) {
    return new LoopPosition(path + 1, from, firstPage, total, delivered);
  }

  LoopPosition counted(long more) {
    return new LoopPosition(path, since, page, OptionalLong.of(total.orElse(0) + more), delivered);
  }

  LoopPosition delivering(int more) {
    return new LoopPosition(path, since, page, total, delivered + more);
  }

  SyncCursor cursor() {
    return new SyncCursor(
        String.join(
            " ",
            FORMAT,
            Integer.toString(path),
            since.map(Instant::toString).orElse(NONE),
            Integer.toString(page),
            total.isPresent() ? Long.toString(total.getAsLong()) : NONE,
            Long.toString(delivered)));
  }

  /// Nothing for a cursor of another kind.
  static Optional<LoopPosition> read(SyncCursor cursor) {
    var parts = cursor.value().split(" ", -1);
    if (parts.length != 6 || !parts[0].equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LoopPosition(
              Integer.parseInt(parts[1]),
              parts[2].equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(parts[2])),
              Integer.parseInt(parts[3]),
              parts[4].equals(NONE)
                  ? OptionalLong.empty()
                  : OptionalLong.of(Long.parseLong(parts[4])),
              Long.parseLong(parts[5])));
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
