package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.connector.loop.LoopPayloads.Listing;
import com.nurturehub.crm.connector.loop.LoopPayloads.Row;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pass through a team's people.
final class LoopPages implements ContactPages {

  private static final Logger LOG = LoggerFactory.getLogger(LoopPages.class);

  /// So many full pages without anybody new, and the page number is surely ignored.
  private static final int STALE_MAX = 3;

  /// So many people too large to be read, and none that can be, and it is not about them.
  private static final int TOO_LARGE_MAX = 3;

  private final LoopApi api;
  private final LoopTaking taking;
  private final Optional<Instant> since;
  private LoopPosition position;

  /// Who was handed out last, with the stamp.
  private Map<String, Instant> recent = Map.of();

  private int stale;

  /// Where somebody stood twice when it was looked at last.
  private Optional<LoopPosition> doubted = Optional.empty();

  LoopPages(LoopApi api, LoopTaking taking, Optional<Instant> since, SyncCursor from) {
    this.api = api;
    this.taking = taking;
    this.since = api.settings().contract().delta() ? since : Optional.empty();
    this.position = position(from);
  }

  private LoopPosition position(SyncCursor cursor) {
    var start = LoopPosition.start(since, people().firstPage());
    if (cursor.equals(SyncCursor.START)) {
      return start;
    }
    return LoopPosition.read(cursor)
        .orElseGet(() -> {
          LOG.info("The position in Loop is of another kind; this pass begins anew");
          return start;
        });
  }

  @Override
  public Optional<ContactPage> next() {
    if (position.path() >= people().paths().size()) {
      return Optional.empty();
    }
    var at = position;
    var path = people().paths().get(at.path());
    var asked = new LoopApi.Asked(path, at.page(), people().size(), at.since());
    var listing = complete(api.people(asked).orElseGet(() -> singly(asked)), at);
    var distinct = undoubted(listing, at);
    var fresh = distinct.stream().filter(row -> !isRecent(row)).toList();
    var next = after(counted(at, listing), listing, fresh).delivering(fresh.size());
    if (next.delivered() > people().peopleMax()) {
      throw LoopFailures.USUAL.unreadable("its pages go in circles");
    }
    recent = stamps(distinct);
    position = next;
    return Optional.of(taking.page(fresh, next.cursor(), next.total(), listing.served()));
  }

  @Override
  public void close() {
    // Nothing is fetched ahead: Loop is asked at a gentle pace.
  }

  /// The same page one by one, because of somebody who is too large to come with others.
  ///
  /// @throws com.nurturehub.crm.domain.connection.CrmFailure when one after the other is too large,
  ///   for then it is not about one record
  private Listing singly(LoopApi.Asked page) {
    var rows = new ArrayList<Row>();
    var total = OptionalLong.empty();
    var first = (page.page() - people().firstPage()) * page.size() + people().firstPage();
    while (true) {
      var one = api.alone(new LoopApi.Asked(page.path(), first + rows.size(), 1, page.since()));
      rows.addAll(one.rows());
      total = one.total().isPresent() ? one.total() : total;
      if (total.isEmpty() && rows.size() > TOO_LARGE_MAX) {
        throw LoopFailures.USUAL.unreadable("it is larger than an answer may be");
      }
      if (one.rows().isEmpty() || rows.size() == page.size()) {
        return new Listing(rows, total, one.served());
      }
    }
  }

  /// Never relies on a total: a page that is not full is the last of its path.
  private LoopPosition after(LoopPosition at, Listing listing, List<Row> fresh) {
    if (listing.rows().size() < people().size()) {
      return at.nextPath(since, people().firstPage());
    }
    stale = fresh.isEmpty() ? stale + 1 : 0;
    if (stale > STALE_MAX) {
      throw LoopFailures.USUAL.unreadable("it shows the same page again and again");
    }
    var reached =
        api.settings().contract().delta() ? lastStamp(listing) : Optional.<Instant>empty();
    return reached
        .filter(stamp -> at.since().isEmpty() || stamp.isAfter(at.since().get()))
        .map(stamp -> at.since(stamp, people().firstPage()))
        .orElseGet(at::nextPage);
  }

  /// Where reading may go on: the last stamp of a page that is in the order of its stamps.
  private static Optional<Instant> lastStamp(Listing listing) {
    var stamps = listing.rows().stream().map(Row::updated).flatMap(Optional::stream).toList();
    var isWhole = stamps.size() == listing.rows().size();
    var isInOrder = stamps.stream().sorted(Comparator.naturalOrder()).toList().equals(stamps);
    return isWhole && isInOrder ? Optional.of(stamps.getLast()) : Optional.empty();
  }

  /// How many there are is told by the first page of each path.
  private LoopPosition counted(LoopPosition at, Listing listing) {
    var isFirst = at.page() == people().firstPage() && at.since().equals(since);
    return isFirst && listing.total().isPresent() ? at.counted(listing.total().getAsLong()) : at;
  }

  /// Where a total is declared, a page that holds fewer people than it promises was cut on its way.
  private Listing complete(Listing listing, LoopPosition at) {
    if (listing.total().isPresent()) {
      var before = (long) people().size() * (at.page() - people().firstPage());
      var due = Math.clamp(listing.total().getAsLong() - before, 0, people().size());
      if (listing.rows().size() != due) {
        throw LoopFailures.USUAL.unreadable("its page does not hold what it declares");
      }
    }
    return listing;
  }

  /// Somebody who stands twice may stand where another should. That page is asked for once more,
  /// and then taken as it is.
  private List<Row> undoubted(Listing listing, LoopPosition at) {
    var distinct = distinct(listing);
    if (distinct.size() < listing.rows().size() && !doubted.equals(Optional.of(at))) {
      doubted = Optional.of(at);
      throw LoopFailures.USUAL.unreadable("its page shows somebody twice");
    }
    return distinct;
  }

  private static List<Row> distinct(Listing listing) {
    var ids = new HashSet<String>();
    var rows = new ArrayList<Row>();
    for (var row : listing.rows()) {
      if (row.id().isEmpty() || ids.add(row.id().get())) {
        rows.add(row);
      }
    }
    return rows;
  }

  private boolean isRecent(Row row) {
    return row.id().isPresent()
        && recent.containsKey(row.id().get())
        && row.updated().orElse(Instant.EPOCH).equals(recent.get(row.id().get()));
  }

  private static Map<String, Instant> stamps(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.id().isPresent())
        .collect(
            Collectors.toMap(
                row -> row.id().orElseThrow(),
                row -> row.updated().orElse(Instant.EPOCH),
                (one, _) -> one,
                HashMap::new));
  }

  private LoopSettings.People people() {
    return api.settings().people();
  }
}
