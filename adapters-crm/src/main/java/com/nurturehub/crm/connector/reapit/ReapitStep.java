package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What a page adds to a pass, and where the pass goes on. A pure function of page and position.
///
/// `fresh` are the rows to be delivered, and `advances` whether the page held anything that was not
/// met before.
record ReapitStep(List<Row> fresh, boolean advances, ReapitPosition next) {

  ReapitStep {
    fresh = List.copyOf(fresh);
  }

  /// `size` is how many rows a page of this pass has.
  static ReapitStep of(Listing page, ReapitPosition at, ReapitSweep sweep, int size) {
    return new Walking(page, at, sweep, size).step();
  }

  /// Works one page out.
  private record Walking(
      Listing page, ReapitPosition at, ReapitSweep sweep, int size, List<Row> rows) {

    Walking(Listing page, ReapitPosition at, ReapitSweep sweep, int size) {
      this(page, at, sweep, size, distinct(page.rows()));
    }

    private static List<Row> distinct(List<Row> rows) {
      var marks = new HashSet<String>();
      return rows.stream().filter(row -> row.mark().map(marks::add).orElse(true)).toList();
    }

    ReapitStep step() {
      var fresh = fresh();
      var delivered = fresh.stream().filter(sweep::delivers).toList();
      var next = next(fresh).delivering(delivered.size());
      return new ReapitStep(delivered, !fresh.isEmpty(), next);
    }

    /// Undelivered rows have no mark. Those among the first rows, before anything new, are the ones
    /// that were met before.
    private List<Row> fresh() {
      var seen = new HashSet<>(at.seen());
      var fresh = new ArrayList<Row>();
      var met = at.undelivered();
      for (var row : rows) {
        var mark = row.mark();
        if (mark.isPresent() && seen.contains(mark.get())) {
          continue;
        }
        if (mark.isEmpty() && met > 0) {
          met--;
          continue;
        }
        if (mark.isPresent()) {
          met = 0;
        }
        fresh.add(row);
      }
      return fresh;
    }

    private ReapitPosition next(List<Row> fresh) {
      var noted = noted();
      var seen = new ArrayList<>(at.seen());
      fresh.forEach(row -> row.mark().ifPresent(seen::add));
      if (at.page() > 1 && page.total() < at.declared()) {
        // Somebody left the pages before this one, so somebody else slipped into them.
        return noted.onPage(1, seen, page.total());
      }
      if (isOver(fresh)) {
        return at.until().isPresent() ? noted.past() : noted.at(nextSweep(noted));
      }
      var times = times();
      if (times.isEmpty() || at.until().isPresent()) {
        return noted.onPage(at.page() + 1, seen, page.total());
      }
      var last = times.getLast();
      return times.getFirst().equals(last)
          ? noted.through(last, seen, undeliveredIn(rows))
          : onFrom(noted, last);
    }

    private ReapitPosition noted() {
      var undated = at.from().isEmpty() && rows.stream().anyMatch(row -> sweep.stamp(row) == null);
      return undated ? at.havingSeenUndated() : at;
    }

    /// A row that stands twice may have pushed another from the page, so such a page is never the
    /// last while it brings anything new.
    private boolean isOver(List<Row> fresh) {
      if (!sweep.hasOrder() && rows.stream().anyMatch(row -> row.created() != null)) {
        return true;
      }
      var hasDoubles = rows.size() < page.rows().size();
      return (long) at.page() * size >= page.total() && (!hasDoubles || fresh.isEmpty());
    }

    /// Contacts without a time of creation are only looked for where they were not met at the
    /// beginning, and where there was more than one page, so that they may have been passed by.
    private int nextSweep(ReapitPosition noted) {
      var looksForUndated =
          sweep == ReapitSweep.LIVE_BY_CREATION || sweep == ReapitSweep.ARCHIVE_BY_CREATION;
      var missedNone = noted.sawUndated() || at.from().isEmpty();
      return at.sweep() + (looksForUndated && missedNone ? 2 : 1);
    }

    /// The times on the page; none if it is not in order, for then they lead nowhere.
    private List<Instant> times() {
      if (!sweep.hasOrder()) {
        return List.of();
      }
      var times = rows.stream().flatMap(row -> stamp(row).stream()).toList();
      var before = at.from().orElse(Instant.MIN);
      for (var time : times) {
        if (time.isBefore(before)) {
          return List.of();
        }
        before = time;
      }
      return times;
    }

    private ReapitPosition onFrom(ReapitPosition noted, Instant reached) {
      var index = 0;
      while (!stamp(rows.get(index)).equals(Optional.of(reached))) {
        index++;
      }
      var there = rows.subList(index, rows.size());
      var seen = there.stream().flatMap(row -> row.mark().stream()).toList();
      return noted.on(reached, seen, undeliveredIn(there));
    }

    private static int undeliveredIn(List<Row> rows) {
      return (int) rows.stream().filter(row -> row.mark().isEmpty()).count();
    }

    /// Reapit may filter by whole seconds.
    private Optional<Instant> stamp(Row row) {
      return Optional.ofNullable(sweep.stamp(row)).map(s -> s.truncatedTo(ChronoUnit.SECONDS));
    }
  }
}
