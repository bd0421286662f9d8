package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a pass through a company's people stands.
///
/// Street has page numbers and no order, so nothing is safe that takes more than one answer. A pass
/// therefore goes forward through spans of the time of change, each so narrow that its people fit
/// on one page: what one answer holds cannot drift. Who is edited meanwhile moves to the end, where
/// the pass has yet to come. The last span has no end, so that nobody is missed who changes while
/// it is read.
///
/// A span that cannot be narrower, because very many changed within seconds, is read by page
/// numbers after all (`page`), as long as Street declares the same number of people (`declared`)
/// each time: into the past nobody moves, and one who moves out is counted.
///
/// @param trashed whether the deleted are being read, which come last
/// @param from nothing at the very beginning
/// @param width of the span; nothing for one without an end
/// @param live and `gone`: how many there are in all, as far as it was declared
record StreetPosition(
    boolean trashed,
    boolean over,
    Optional<Instant> from,
    Optional<Duration> width,
    int page,
    long declared,
    OptionalLong live,
    OptionalLong gone,
    long delivered) {

  static final StreetPosition START =
      new StreetPosition(
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          1,
          0,
          OptionalLong.empty(),
          OptionalLong.empty(),
          0);

  /// Nothing at Street is older; it only serves to reckon with.
  static final Instant BEGINNING = Instant.parse("2010-01-01T00:00:00Z");

  /// A span this wide holds the stamps of three seconds.
  static final Duration NARROWEST = Duration.ofSeconds(2);

  private static final String FORMAT = "1";
  private static final String NONE = "-";
  private static final double FILL = 0.8;
  private static final int WIDEN_MAX = 10;

  static StreetPosition from(Optional<Instant> since) {
    return START.at(since, Optional.empty());
  }

  /// Where the span ends, if it does.
  Optional<Instant> to() {
    return width.map(wide -> start().plus(wide));
  }

  boolean canBeNarrower(Instant now) {
    return span(now).compareTo(NARROWEST) > 0;
  }

  /// So much narrower that its people probably fit on a page.
  StreetPosition narrowed(long total, int pageSize, Instant now) {
    return narrowedTo(scaled(span(now), FILL * pageSize / total), now);
  }

  /// Much narrower, because something in the span cannot be delivered.
  StreetPosition narrowed(Instant now) {
    return narrowedTo(span(now).dividedBy(16), now);
  }

  private StreetPosition narrowedTo(Duration wanted, Instant now) {
    var half = span(now).dividedBy(2);
    var narrower = wanted.compareTo(half) > 0 ? half : wanted;
    return at(from, Optional.of(atLeast(narrower)));
  }

  /// The span after this one, which held `total` people, reaching back into it by `overlap`; after
  /// the last one the deleted `since` then, or the end.
  StreetPosition next(
      long total, int pageSize, Duration overlap, Instant now, Optional<Instant> since) {
    var end = to();
    if (end.isEmpty()) {
      return afterLive(since);
    }
    var factor = FILL * pageSize / Math.max(total, 1);
    var wide = atLeast(scaled(span(now), Math.min(factor, WIDEN_MAX)));
    var start = end.get().minus(overlap);
    var reachesNow = !start.plus(wide).isBefore(now);
    return at(Optional.of(start), reachesNow ? Optional.empty() : Optional.of(wide));
  }

  /// The deleted ones; after these, the end.
  StreetPosition afterLive(Optional<Instant> since) {
    return new StreetPosition(true, trashed, since, Optional.empty(), 1, 0, live, gone, delivered);
  }

  StreetPosition onPage(int number, long total) {
    return new StreetPosition(trashed, over, from, width, number, total, live, gone, delivered);
  }

  StreetPosition counted(long total, boolean amongGone) {
    return new StreetPosition(
        trashed,
        over,
        from,
        width,
        page,
        declared,
        amongGone ? live : OptionalLong.of(total),
        amongGone ? OptionalLong.of(total) : gone,
        delivered);
  }

  StreetPosition delivering(int more) {
    return new StreetPosition(
        trashed, over, from, width, page, declared, live, gone, delivered + more);
  }

  /// A span from here on, from its first page.
  StreetPosition at(Optional<Instant> start, Optional<Duration> wide) {
    return new StreetPosition(trashed, over, start, wide, 1, 0, live, gone, delivered);
  }

  OptionalLong total() {
    return live.isPresent()
        ? OptionalLong.of(live.getAsLong() + gone.orElse(0))
        : OptionalLong.empty();
  }

  SyncCursor cursor() {
    return new SyncCursor(
        String.join(
            " ",
            FORMAT,
            over ? "over" : trashed ? "trashed" : "live",
            from.map(Instant::toString).orElse(NONE),
            width.map(Duration::toString).orElse(NONE),
            Integer.toString(page),
            Long.toString(declared),
            written(live),
            written(gone),
            Long.toString(delivered)));
  }

  /// Nothing for a cursor of another kind.
  static Optional<StreetPosition> read(SyncCursor cursor) {
    var parts = cursor.value().split(" ", -1);
    if (parts.length != 9 || !parts[0].equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StreetPosition(
              !parts[1].equals("live"),
              parts[1].equals("over"),
              parts[2].equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(parts[2])),
              parts[3].equals(NONE) ? Optional.empty() : Optional.of(Duration.parse(parts[3])),
              Integer.parseInt(parts[4]),
              Long.parseLong(parts[5]),
              number(parts[6]),
              number(parts[7]),
              Long.parseLong(parts[8])));
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private Instant start() {
    return from.orElse(BEGINNING);
  }

  private Duration span(Instant now) {
    return width.orElseGet(() -> atLeast(Duration.between(start(), now)));
  }

  private static Duration atLeast(Duration wide) {
    var seconds = Duration.ofSeconds(wide.toSeconds());
    return seconds.compareTo(NARROWEST) < 0 ? NARROWEST : seconds;
  }

  private static Duration scaled(Duration wide, double factor) {
    return Duration.ofSeconds((long) (wide.toSeconds() * factor));
  }

  private static String written(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : NONE;
  }

  private static OptionalLong number(String text) {
    return text.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }
}
