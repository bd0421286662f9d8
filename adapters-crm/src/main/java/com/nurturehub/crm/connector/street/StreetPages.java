package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Ahead;
import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.street.StreetPayloads.Listing;
import com.nurturehub.crm.connector.street.StreetPayloads.Row;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pass through a company's people. While one page is worked on, exactly one more is fetched.
final class StreetPages implements ContactPages {

  private static final Logger LOG = LoggerFactory.getLogger(StreetPages.class);

  /// So many calls without anybody to hand out, then the position is worth keeping all the same.
  private static final int CALLS_MAX = 10;

  private final StreetSource source;
  private final StreetTaking taking;
  private final StreetSettings.Sweeping sweeping;
  private final Optional<Instant> since;

  /// How far the pass has come, also where the call that came so far failed afterwards.
  private volatile StreetPosition position;

  private final Ahead<Fetched> ahead = new Ahead<>("Street");

  /// Who was handed out last, with the stamp, because the next span reaches back to them.
  private Map<String, Instant> recent = Map.of();

  /// Who was seen on the pages of one span, from its first page on; nothing if the pass was taken
  /// up in the middle.
  private Optional<Set<String>> walked = Optional.empty();

  private int repeats;

  private record Fetched(ContactPage page, StreetPosition next) {}

  private StreetPages(
      StreetSource source,
      StreetTaking taking,
      StreetSettings.Sweeping sweeping,
      Optional<Instant> since,
      SyncCursor from) {
    this.source = source;
    this.taking = taking;
    this.sweeping = sweeping;
    this.since = since;
    this.position = position(from, since);
  }

  static StreetPages of(
      StreetSource source,
      StreetTaking taking,
      StreetSettings.Sweeping sweeping,
      Reading.Everything reading) {
    return new StreetPages(source, taking, sweeping, Optional.empty(), reading.position());
  }

  static StreetPages of(
      StreetSource source,
      StreetTaking taking,
      StreetSettings.Sweeping sweeping,
      Reading.Changes reading) {
    var since = reading.since().minus(sweeping.overlap());
    return new StreetPages(source, taking, sweeping, Optional.of(since), reading.position());
  }

  private static StreetPosition position(SyncCursor cursor, Optional<Instant> since) {
    if (cursor.equals(SyncCursor.START)) {
      return StreetPosition.from(since);
    }
    return StreetPosition.read(cursor)
        .orElseGet(() -> {
          LOG.info("The position in Street is of another kind; this pass begins anew");
          return StreetPosition.from(since);
        });
  }

  @Override
  public Optional<ContactPage> next() {
    if (position.over()) {
      return Optional.empty();
    }
    var fetched = ahead.take(() -> fetch(position));
    position = fetched.next();
    if (!position.over()) {
      var from = position;
      ahead.begin(() -> fetch(from));
    }
    return Optional.of(fetched.page());
  }

  @Override
  public void close() {
    ahead.close();
  }

  /// Goes on until there is somebody to hand out, or the end.
  private Fetched fetch(StreetPosition from) {
    var at = from;
    for (int calls = 1; ; calls++) {
      var step = step(at);
      at = step.next();
      if (!step.rows().isEmpty() || at.over() || calls == CALLS_MAX) {
        if (at.delivered() > sweeping.peopleMax()) {
          throw StreetFailures.USUAL.unreadable("its pages go in circles");
        }
        var page =
            taking.page(
                step.rows(), step.trashed(), at.cursor(), at.total(), step.listing().served());
        return new Fetched(page, at);
      }
      position = at;
    }
  }

  /// What one call came to. Nobody was handed out where there are no rows.
  private record Step(StreetPosition next, List<Row> rows, boolean trashed, Listing listing) {

    static Step nobody(StreetPosition next, Listing listing) {
      return new Step(next, List.of(), next.trashed(), listing);
    }
  }

  private Step step(StreetPosition wanted) {
    var at = wanted;
    var listing = source.page(at);
    while (listing.isEmpty() && at.page() == 1 && at.canBeNarrower(source.now())) {
      at = at.narrowed(source.now());
      listing = source.page(at);
    }
    var found = listing.isPresent() ? listing.get() : source.singly(at);
    return judged(counted(at, found), found);
  }

  private Step judged(StreetPosition at, Listing listing) {
    if (at.page() > 1) {
      return furtherPage(at, listing);
    }
    if (listing.total() <= sweeping.pageSize()) {
      return wholeSpan(at, listing);
    }
    var now = listing.served().at();
    return at.canBeNarrower(now)
        ? Step.nobody(at.narrowed(listing.total(), sweeping.pageSize(), now), listing)
        : firstPage(at, listing);
  }

  /// Everybody of a span in one answer.
  private Step wholeSpan(StreetPosition at, Listing listing) {
    var rows = distinct(listing);
    if (rows.size() < listing.rows().size()) {
      if (repeats < sweeping.repeats()) {
        repeats++;
        return Step.nobody(at, listing);
      }
      rows.add(lacking(listing, rows));
    }
    repeats = 0;
    var fresh = rows.stream().filter(row -> !isRecent(row)).toList();
    recent = stamps(rows);
    return new Step(after(at, listing).delivering(fresh.size()), fresh, at.trashed(), listing);
  }

  private Step firstPage(StreetPosition at, Listing listing) {
    var rows = distinct(listing);
    walked = Optional.of(marks(rows));
    recent = Map.of();
    var next = at.onPage(2, listing.total()).delivering(rows.size());
    return new Step(next, rows, at.trashed(), listing);
  }

  private Step furtherPage(StreetPosition at, Listing listing) {
    if (listing.total() != at.declared()) {
      return again(at, listing);
    }
    var rows = distinct(listing);
    walked.ifPresent(seen -> seen.addAll(marks(rows)));
    var isLast = (long) at.page() * sweeping.pageSize() >= at.declared();
    if (!isLast) {
      var next = at.onPage(at.page() + 1, at.declared()).delivering(rows.size());
      return new Step(next, rows, at.trashed(), listing);
    }
    if (walked.filter(seen -> seen.size() < at.declared()).isPresent()) {
      return again(at, listing);
    }
    repeats = 0;
    walked = Optional.empty();
    return new Step(after(at, listing).delivering(rows.size()), rows, at.trashed(), listing);
  }

  /// Somebody moved while the pages were turned.
  private Step again(StreetPosition at, Listing listing) {
    repeats++;
    if (repeats > sweeping.repeats()) {
      repeats = 0;
      throw StreetFailures.USUAL.unreadable("its lists change whenever they are read");
    }
    return Step.nobody(at.onPage(1, 0), listing);
  }

  private StreetPosition after(StreetPosition at, Listing listing) {
    return at.next(
        listing.total(), sweeping.pageSize(), sweeping.overlap(), listing.served().at(), since);
  }

  /// How many there are in all, once at the beginning, so that a long pass can show how far it is.
  private StreetPosition counted(StreetPosition at, Listing listing) {
    if (at.live().isPresent() || at.trashed() || at.to().isPresent()) {
      return at;
    }
    var counted = at.counted(listing.total(), false);
    return listing.total() > sweeping.pageSize()
        ? counted.counted(source.count(counted.afterLive(since)), true)
        : counted;
  }

  private static List<Row> distinct(Listing listing) {
    var ids = new HashSet<String>();
    var rows = new ArrayList<Row>(listing.rows().size());
    for (var row : listing.rows()) {
      if (row.id().isEmpty() || ids.add(row.id().get())) {
        rows.add(row);
      }
    }
    return rows;
  }

  /// Street shows somebody twice, again and again, in the place of somebody else.
  private static Row lacking(Listing listing, List<Row> rows) {
    return new Row(
        Optional.empty(),
        Optional.empty(),
        null,
        "Street lists %d people here and shows only %d different ones"
            .formatted(listing.rows().size(), rows.size()),
        Raw.NOTHING);
  }

  private boolean isRecent(Row row) {
    return row.id().isPresent()
        && row.updatedAt().isPresent()
        && row.updatedAt().get().equals(recent.get(row.id().get()));
  }

  private static Map<String, Instant> stamps(List<Row> rows) {
    var stamps = new HashMap<String, Instant>();
    rows.forEach(
        row -> row.id().ifPresent(id -> row.updatedAt().ifPresent(at -> stamps.put(id, at))));
    return stamps;
  }

  private static Set<String> marks(List<Row> rows) {
    var marks = new HashSet<String>();
    for (var row : rows) {
      marks.add(row.id().orElseGet(() -> "#" + row.raw().text()));
    }
    return marks;
  }
}
