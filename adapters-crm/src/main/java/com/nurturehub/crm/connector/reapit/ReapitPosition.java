package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where a pass through a customer's contacts stands.
///
/// A sweep goes forward from a time (`from`), not by page numbers: whatever is edited, archived or
/// created meanwhile, nothing behind that time can move in front of it. What was delivered already
/// at that very time is remembered (`seen`, and `undelivered`: how many Reapit failed to deliver
/// there). Page numbers are only needed where a whole page has one and the same time: then that
/// time alone is gone through, from `from` to `until`. `declared` is how many Reapit said there are
/// when it served page 1; when there are fewer later, page numbers can no longer be trusted.
record ReapitPosition(
    int sweep,
    Optional<Instant> from,
    Optional<Instant> until,
    int page,
    List<String> seen,
    int undelivered,
    long declared,
    boolean sawUndated,
    Optional<Instant> passBegan,
    OptionalLong live,
    OptionalLong archived,
    long delivered) {

  static final ReapitPosition START =
      new ReapitPosition(
          0,
          Optional.empty(),
          Optional.empty(),
          1,
          List.of(),
          0,
          0,
          false,
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          0);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FORMAT = 1;
  private static final int SEEN_MAX = 250;
  // Reapit writes up to seven digits of a second.
  private static final Duration MOMENT = Duration.ofNanos(100);
  private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minus(MOMENT);
  private static final int CURSOR_LENGTH_MAX = 3_900;

  ReapitPosition {
    seen = List.copyOf(seen);
  }

  boolean isStart() {
    return passBegan.isEmpty();
  }

  ReapitPosition began(Instant at) {
    return new ReapitPosition(
        sweep,
        from,
        until,
        page,
        seen,
        undelivered,
        declared,
        sawUndated,
        Optional.of(at),
        live,
        archived,
        delivered);
  }

  ReapitPosition counted(boolean inArchive, long total) {
    return new ReapitPosition(
        sweep,
        from,
        until,
        page,
        seen,
        undelivered,
        declared,
        sawUndated,
        passBegan,
        inArchive ? live : OptionalLong.of(total),
        inArchive ? OptionalLong.of(total) : archived,
        delivered);
  }

  ReapitPosition delivering(int more) {
    return new ReapitPosition(
        sweep,
        from,
        until,
        page,
        seen,
        undelivered,
        declared,
        sawUndated,
        passBegan,
        live,
        archived,
        delivered + more);
  }

  /// The beginning of another sweep.
  ReapitPosition at(int nextSweep) {
    return new ReapitPosition(
        nextSweep,
        Optional.empty(),
        Optional.empty(),
        1,
        List.of(),
        0,
        0,
        false,
        passBegan,
        live,
        archived,
        delivered);
  }

  /// On from a time that was reached.
  ReapitPosition on(Instant reached, List<String> seenThere, int undeliveredThere) {
    return within(reached, Optional.empty(), seenThere, undeliveredThere);
  }

  /// Through one time alone.
  ReapitPosition through(Instant time, List<String> seenThere, int undeliveredThere) {
    return within(time, Optional.of(time.plus(ALMOST_A_SECOND)), seenThere, undeliveredThere);
  }

  /// On from the end of one time.
  ReapitPosition past() {
    return within(until.orElseThrow().plus(MOMENT), Optional.empty(), List.of(), 0);
  }

  private ReapitPosition within(
      Instant start, Optional<Instant> end, List<String> seenThere, int undeliveredThere) {
    return new ReapitPosition(
        sweep,
        Optional.of(start),
        end,
        1,
        latest(seenThere),
        undeliveredThere,
        0,
        sawUndated,
        passBegan,
        live,
        archived,
        delivered);
  }

  /// Another page of the same.
  ReapitPosition onPage(int number, List<String> seenNow, long declaredNow) {
    return new ReapitPosition(
        sweep,
        from,
        until,
        number,
        latest(seenNow),
        0,
        declaredNow,
        sawUndated,
        passBegan,
        live,
        archived,
        delivered);
  }

  ReapitPosition havingSeenUndated() {
    return new ReapitPosition(
        sweep,
        from,
        until,
        page,
        seen,
        undelivered,
        declared,
        true,
        passBegan,
        live,
        archived,
        delivered);
  }

  /// What Reapit declared for the whole pass, as far as it did.
  OptionalLong total() {
    return live.isEmpty() && archived.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(live.orElse(0) + archived.orElse(0));
  }

  private static List<String> latest(List<String> all) {
    return all.size() <= SEEN_MAX ? all : all.subList(all.size() - SEEN_MAX, all.size());
  }

  SyncCursor cursor(List<ReapitSweep> sweeps) {
    var members = new LinkedHashMap<String, Object>();
    members.put("v", FORMAT);
    members.put("in", sweep < sweeps.size() ? sweeps.get(sweep).name() : "");
    from.ifPresent(time -> members.put("from", time.toString()));
    until.ifPresent(time -> members.put("until", time.toString()));
    members.put("page", page);
    members.put("lost", undelivered);
    members.put("declared", declared);
    members.put("undated", sawUndated);
    passBegan.ifPresent(time -> members.put("began", time.toString()));
    live.ifPresent(count -> members.put("live", count));
    archived.ifPresent(count -> members.put("archived", count));
    members.put("count", delivered);
    return fitting(members);
  }

  /// Ids have no known length: of too many long ones the latest are kept.
  private SyncCursor fitting(LinkedHashMap<String, Object> members) {
    var ids = new ArrayList<>(seen);
    while (true) {
      members.put("seen", ids);
      var text = JSON.writeValueAsString(members);
      if (text.length() <= CURSOR_LENGTH_MAX) {
        return new SyncCursor(text);
      }
      ids.subList(0, Math.max(1, ids.size() / 10)).clear();
    }
  }

  /// Empty for what is not a position in these sweeps, and so for one of an older format.
  static Optional<ReapitPosition> read(SyncCursor cursor, List<ReapitSweep> sweeps) {
    try {
      var json = JSON.readTree(cursor.value());
      if (json.path("v").asInt(0) != FORMAT) {
        return Optional.empty();
      }
      return sweepIn(json, sweeps).map(sweep -> read(json, sweep));
    } catch (JacksonException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> sweepIn(JsonNode json, List<ReapitSweep> sweeps) {
    var name = json.path("in").asString("");
    if (name.isEmpty()) {
      return Optional.of(sweeps.size());
    }
    return sweeps.stream().filter(s -> s.name().equals(name)).findFirst().map(sweeps::indexOf);
  }

  private static ReapitPosition read(JsonNode json, int sweep) {
    return new ReapitPosition(
        sweep,
        time(json.get("from")),
        time(json.get("until")),
        Math.max(1, json.path("page").asInt(1)),
        json.path("seen").valueStream().map(JsonNode::asString).toList(),
        json.path("lost").asInt(0),
        json.path("declared").asLong(0),
        json.path("undated").asBoolean(false),
        time(json.get("began")),
        count(json.get("live")),
        count(json.get("archived")),
        json.path("count").asLong(0));
  }

  private static Optional<Instant> time(@Nullable JsonNode text) {
    return text == null ? Optional.empty() : Optional.of(Instant.parse(text.asString()));
  }

  private static OptionalLong count(@Nullable JsonNode number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number.asLong());
  }
}
