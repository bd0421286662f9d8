package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.reapit.ReapitApi.Listed;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gets pages, also those that a single bad record spoils: a page that fails again and again is
/// asked for in tens, and what fails of these one by one, until the record is found that Reapit
/// cannot deliver. It is passed over, and the others are served.
final class ReapitSource {

  private static final int PART = 10;
  private static final String FAILS = "Reapit fails whenever this contact is asked for";

  private final ReapitApi api;
  private final ReapitSettings.Sweeping sweeping;
  private final Sleeper sleeper;
  private String failing = "";
  private int failures;

  ReapitSource(ReapitApi api, Sleeper sleeper) {
    this.api = api;
    this.sweeping = api.settings().sweeping();
    this.sleeper = sleeper;
  }

  /// Page `number` of what `query` makes of it.
  Listing page(int number, UnaryOperator<ReapitQuery> query) {
    var size = sweeping.pageSize();
    return switch (listed(size, number, query)) {
      case Listed.Served(var listing) -> listing;
      case Listed.Spoiled spoiled -> {
        if (size == 1 || !(spoiled.endless() || failsAgain(number, query))) {
          throw spoiled.why();
        }
        yield new Split(number, query, spoiled.why()).listing();
      }
    };
  }

  /// Other pages may have been served in between.
  private boolean failsAgain(int number, UnaryOperator<ReapitQuery> query) {
    var asked = query.apply(ReapitQuery.page(sweeping.pageSize(), number)).text();
    failures = asked.equals(failing) ? failures + 1 : 1;
    failing = asked;
    return failures >= sweeping.splitAfter();
  }

  /// How many contacts there are of what `query` makes of it.
  long count(UnaryOperator<ReapitQuery> query) {
    return switch (api.contacts(query.apply(ReapitQuery.page(1, 1)))) {
      case Listed.Served(var listing) -> listing.total();
      // Only the size of the archive stays unknown.
      case Listed.Spoiled _ -> 0;
    };
  }

  /// A contact by its id, also one that Reapit fails to deliver; empty if there is none.
  Optional<Row> row(String id) {
    for (int again = 1; ; again++) {
      try {
        return api.contact(id).map(ReapitApi.Shown::row);
      } catch (CrmFailure.Transient failure) {
        if (failure.why() != FailureCause.UNAVAILABLE) {
          throw failure;
        }
        if (again >= sweeping.splitTries()) {
          return Optional.of(Row.undelivered(id, FAILS));
        }
        sleeper.sleep(sweeping.splitPause());
      }
    }
  }

  private Listed listed(int size, int number, UnaryOperator<ReapitQuery> query) {
    var page = ReapitQuery.page(size, number);
    var asked = query.apply(sweeping.roles() ? page.with("embed", "relationships") : page);
    return switch (api.contacts(asked)) {
      case Listed.Served(var listing) -> new Listed.Served(complete(listing, size, number));
      case Listed.Spoiled spoiled -> spoiled;
    };
  }

  /// A page that holds fewer contacts than its counts promise was cut on its way.
  private static Listing complete(Listing listing, int size, int number) {
    var before = (long) size * (number - 1);
    var due = Math.clamp(listing.total() - before, 0, size);
    if (listing.rows().size() != due) {
      throw ReapitFailures.USUAL.unreadable("its page does not hold what it declares");
    }
    return listing;
  }

  /// One page in parts.
  private final class Split {

    private final int number;
    private final UnaryOperator<ReapitQuery> query;
    private final CrmFailure why;
    private final List<Row> rows = new ArrayList<>();
    private long total = Long.MAX_VALUE;
    private @Nullable Moment served;

    Split(int number, UnaryOperator<ReapitQuery> query, CrmFailure why) {
      this.number = number;
      this.query = query;
      this.why = why;
    }

    Listing listing() {
      var parts = sweeping.pageSize() / PART;
      if (parts < 2) {
        addSingly(0, sweeping.pageSize());
      } else {
        for (int part = 0; part < parts && !isOver(); part++) {
          addPart(part, parts);
        }
      }
      var at = served;
      if (at == null) {
        // Nothing at all could be had, so it is not about one record.
        throw why;
      }
      var due = Math.clamp(total - offset(), 0, sweeping.pageSize());
      return new Listing(rows.subList(0, Math.min(due, rows.size())), total, at);
    }

    private void addPart(int part, int parts) {
      switch (tried(PART, (number - 1) * parts + part + 1)) {
        case Listed.Served(var listing) -> add(listing);
        case Listed.Spoiled _ -> {
          addSingly(part * PART, PART);
          mustBeWell();
        }
      }
    }

    /// Ten in a row that fail may be ten bad records. Where Reapit cannot even say that it does not
    /// know somebody, they are none.
    private void mustBeWell() {
      if (served == null && api.contacts(ReapitQuery.nobody()) instanceof Listed.Spoiled) {
        throw why;
      }
    }

    private void addSingly(int from, int count) {
      for (int i = from; i < from + count && !isOver(); i++) {
        switch (tried(1, (int) offset() + i + 1)) {
          case Listed.Served(var listing) -> add(listing);
          case Listed.Spoiled spoiled -> rows.add(undelivered(spoiled));
        }
      }
    }

    private void add(Listing listing) {
      rows.addAll(listing.rows());
      total = listing.total();
      served = listing.served();
    }

    private boolean isOver() {
      return offset() + rows.size() >= total;
    }

    private long offset() {
      return (long) sweeping.pageSize() * (number - 1);
    }

    private Row undelivered(Listed.Spoiled spoiled) {
      return spoiled.first().orElseGet(() -> Row.undelivered(null, FAILS));
    }

    private Listed tried(int size, int page) {
      var listed = listed(size, page, query);
      for (int again = 1; again < sweeping.splitTries() && isUncertain(listed); again++) {
        sleeper.sleep(sweeping.splitPause());
        listed = listed(size, page, query);
      }
      return listed;
    }

    private static boolean isUncertain(Listed listed) {
      return switch (listed) {
        case Listed.Served _ -> false;
        case Listed.Spoiled spoiled -> !spoiled.endless();
      };
    }
  }
}
