package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.domain.sync.SyncCursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a pass through an agency's contacts stands.
///
/// `next` is Alto's own word for the next page of the sweep; how long it is good for is not
/// published. `singly` is how many items are still to be asked for one by one, because a page with
/// all of them was too large. `mark` stands for the page before, so that a listing that goes in
/// circles is noticed.
record AltoPosition(int sweep, Optional<String> next, int singly, String mark, long delivered) {

  static final AltoPosition START = new AltoPosition(0, Optional.empty(), 0, "", 0);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FORMAT = 1;
  private static final int NEXT_LENGTH_MAX = 3_000;

  AltoPosition at(int nextSweep) {
    return new AltoPosition(nextSweep, Optional.empty(), 0, "", delivered);
  }

  /// The same sweep once more, from its beginning.
  AltoPosition again() {
    return new AltoPosition(sweep, Optional.empty(), 0, "", delivered);
  }

  AltoPosition splitting(int items) {
    return new AltoPosition(sweep, next, items, mark, delivered);
  }

  /// Behind a page.
  AltoPosition behind(String nextPage, String pageMark, int items) {
    return new AltoPosition(
        sweep, Optional.of(nextPage), Math.max(0, singly - 1), pageMark, delivered + items);
  }

  /// Empty where Alto's word is too long to be kept; then a pass that is interrupted begins its
  /// sweep anew.
  SyncCursor cursor(List<AltoSweep> sweeps) {
    var members = new LinkedHashMap<String, Object>();
    members.put("v", FORMAT);
    members.put("in", sweep < sweeps.size() ? sweeps.get(sweep).name() : "");
    next.filter(word -> word.length() <= NEXT_LENGTH_MAX)
        .ifPresent(word -> members.put("next", word));
    members.put("singly", singly);
    members.put("mark", mark);
    members.put("count", delivered);
    return new SyncCursor(JSON.writeValueAsString(members));
  }

  /// Empty for what is not a position in these sweeps, and so for one of an older format or of
  /// other settings.
  static Optional<AltoPosition> read(SyncCursor cursor, List<AltoSweep> sweeps) {
    if (cursor.equals(SyncCursor.START)) {
      return Optional.of(START);
    }
    try {
      var json = JSON.readTree(cursor.value());
      if (json.path("v").asInt(0) != FORMAT) {
        return Optional.empty();
      }
      var next = json.path("next");
      return sweepNamed(json.path("in").asString("-"), sweeps)
          .map(sweep ->
              new AltoPosition(
                  sweep,
                  next.isString() ? Optional.of(next.asString()) : Optional.empty(),
                  Math.max(0, json.path("singly").asInt(0)),
                  json.path("mark").asString(""),
                  json.path("count").asLong(0)));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> sweepNamed(String name, List<AltoSweep> sweeps) {
    if (name.isEmpty()) {
      return Optional.of(sweeps.size());
    }
    return sweeps.stream().filter(one -> one.name().equals(name)).findFirst().map(sweeps::indexOf);
  }
}
