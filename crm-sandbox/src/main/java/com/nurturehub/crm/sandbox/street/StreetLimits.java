package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.street.StreetOptions.LimitHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Street's limits: reads per minute, and writes per minute, each counted per token. A minute
/// begins with the first call that falls into none.
final class StreetLimits {

  static final int READS = 600;
  static final int WRITES = 100;

  private static final int LIFTED = Integer.MAX_VALUE;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private record Key(String network, boolean writes) {}

  private record Minute(Instant endsAt, int used) {}

  private final Map<Key, Minute> minutes = new HashMap<>();
  private int reads = READS;
  private int writes = WRITES;
  private Instant endedUntil = Instant.EPOCH;

  /// What a caller finds: how many calls it may make, how many of them are left, and when there
  /// will be more.
  record Found(int most, int left, Instant renewedAt) {

    /// Adds what Laravel's limiter tells on every answer, as far as it is wanted.
    Reply tell(Reply reply, Set<LimitHeader> wanted) {
      return most == LIFTED
          ? reply
          : told(
              reply,
              wanted,
              Map.of(LimitHeader.LIMIT, (long) most, LimitHeader.REMAINING, (long) left));
    }

    Reply tellWhenToComeBack(Reply reply, Set<LimitHeader> wanted, Instant now) {
      var wait = Math.max(1, Duration.between(now, renewedAt).toSeconds());
      return told(
          tell(reply, wanted),
          wanted,
          Map.of(LimitHeader.RETRY_AFTER, wait, LimitHeader.RESET, renewedAt.getEpochSecond()));
    }

    private static Reply told(Reply reply, Set<LimitHeader> wanted, Map<LimitHeader, Long> known) {
      var told = reply;
      for (var header : known.entrySet()) {
        if (wanted.contains(header.getKey())) {
          told = told.with(header.getKey().spelling(), header.getValue().toString());
        }
      }
      return told;
    }
  }

  /// Counts a call, or answers what a call that is one too many finds.
  synchronized Optional<Found> enter(String network, boolean isWrite, Instant now) {
    var found = found(network, isWrite, now);
    if (found.left() <= 0) {
      return Optional.of(found);
    }
    var key = new Key(network, isWrite);
    minutes.merge(
        key,
        new Minute(found.renewedAt(), 1),
        (before, first) ->
            before.endsAt().isAfter(now) ? new Minute(before.endsAt(), before.used() + 1) : first);
    return Optional.empty();
  }

  synchronized Found found(String network, boolean isWrite, Instant now) {
    var most = isWrite ? writes : reads;
    if (endedUntil.isAfter(now)) {
      return new Found(most, 0, endedUntil);
    }
    var minute = minutes.get(new Key(network, isWrite));
    return minute == null || !minute.endsAt().isAfter(now)
        ? new Found(most, most, now.plus(MINUTE))
        : new Found(most, most - minute.used(), minute.endsAt());
  }

  /// Uses up everybody's next minute.
  synchronized void end(Instant now) {
    endedUntil = now.plus(MINUTE);
  }

  synchronized ObjectNode json() {
    var json = Json.object();
    if (reads != LIFTED) {
      json.put("readsPerMinute", reads);
    }
    if (writes != LIFTED) {
      json.put("writesPerMinute", writes);
    }
    return json;
  }

  synchronized void change(ObjectNode changes) {
    reads = changed(changes, "readsPerMinute", reads);
    writes = changed(changes, "writesPerMinute", writes);
  }

  private static int changed(ObjectNode changes, String name, int before) {
    var value = changes.get(name);
    if (value == null) {
      return before;
    }
    return value.isNull() ? LIFTED : value.asInt();
  }
}
