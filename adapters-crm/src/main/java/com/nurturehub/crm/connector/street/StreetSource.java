package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.street.StreetApi.Listed;
import com.nurturehub.crm.connector.street.StreetPayloads.Listing;
import com.nurturehub.crm.connector.street.StreetPayloads.Row;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Gets what lies in a span, also what a single bad record spoils.
final class StreetSource {

  private static final String FAILS = "Street fails whenever this person is asked for";

  private final StreetApi api;
  private final StreetSettings.Sweeping sweeping;
  private final Sleeper sleeper;
  private int failures;

  StreetSource(StreetApi api, Sleeper sleeper) {
    this.api = api;
    this.sweeping = api.settings().sweeping();
    this.sleeper = sleeper;
  }

  Instant now() {
    return api.clock().instant();
  }

  /// A page of a span. Empty when it fails again and again, so that a narrower span shows which
  /// record it is about.
  Optional<Listing> page(StreetPosition at) {
    return switch (listed(at, sweeping.pageSize(), at.page())) {
      case Listed.Served(var listing) -> {
        // That nobody is delivered well proves nothing.
        failures = listing.rows().isEmpty() ? failures : 0;
        yield Optional.of(complete(listing, sweeping.pageSize(), at.page()));
      }
      case Listed.Spoiled spoiled -> {
        failures++;
        if (!spoiled.endless() && failures < sweeping.splitAfter()) {
          throw spoiled.why();
        }
        yield Optional.empty();
      }
    };
  }

  /// The same page, one person at a time. Whoever cannot be delivered is passed over.
  ///
  /// @throws CrmFailure when nobody at all can be had, for then it is not about one record
  Listing singly(StreetPosition at) {
    var rows = new ArrayList<Row>();
    var offset = (at.page() - 1) * sweeping.pageSize();
    var total = Long.MAX_VALUE;
    Moment served = null;
    Optional<CrmFailure> why = Optional.empty();
    for (int i = 0; i < sweeping.pageSize() && offset + i < total; i++) {
      switch (tried(at, offset + i + 1)) {
        case Listed.Served(var listing) -> {
          rows.addAll(listing.rows());
          total = listing.total();
          served = listing.served();
        }
        case Listed.Spoiled spoiled -> {
          rows.add(spoiled.first().orElseGet(() -> Row.undelivered(Optional.empty(), FAILS)));
          why = Optional.of(spoiled.why());
          if (served == null && rows.size() > sweeping.splitTries()) {
            throw spoiled.why();
          }
        }
      }
    }
    if (served == null) {
      throw why.orElseGet(() -> StreetFailures.USUAL.unreadable("it holds nobody"));
    }
    return new Listing(rows, total, served);
  }

  /// How many people there are of a kind, from where a pass stands.
  long count(StreetPosition at) {
    return switch (listed(at, 1, 1)) {
      case Listed.Served(var listing) -> listing.total();
      // Only a number to show stays unknown.
      case Listed.Spoiled _ -> 0;
    };
  }

  /// A person by the id, also one that Street fails to deliver; empty if there is none.
  Optional<StreetApi.Shown> person(String id, Moment otherwise) {
    for (int again = 1; ; again++) {
      try {
        return api.person(id);
      } catch (CrmFailure.Transient failure) {
        if (failure.why() != FailureCause.UNAVAILABLE) {
          throw failure;
        }
        if (again >= sweeping.splitTries()) {
          return Optional.of(
              new StreetApi.Shown(Row.undelivered(Optional.of(id), FAILS), otherwise));
        }
        sleeper.sleep(sweeping.splitPause());
      }
    }
  }

  private Listed tried(StreetPosition at, int number) {
    var listed = listed(at, 1, number);
    for (int again = 1; again < sweeping.splitTries() && isUncertain(listed); again++) {
      sleeper.sleep(sweeping.splitPause());
      listed = listed(at, 1, number);
    }
    return listed;
  }

  private static boolean isUncertain(Listed listed) {
    return switch (listed) {
      case Listed.Served _ -> false;
      case Listed.Spoiled spoiled -> !spoiled.endless();
    };
  }

  private Listed listed(StreetPosition at, int size, int number) {
    var query = StreetQuery.people(size, number);
    query = at.trashed() ? query.trashed() : query;
    query = at.from().isPresent() ? query.updatedFrom(at.from().get()) : query;
    query = at.to().isPresent() ? query.updatedTo(at.to().get()) : query;
    return api.people(query);
  }

  /// A page that holds fewer people than its counts promise was cut on its way.
  private static Listing complete(Listing listing, int size, int number) {
    var before = (long) size * (number - 1);
    var due = Math.clamp(listing.total() - before, 0, size);
    if (listing.rows().size() != due) {
      throw StreetFailures.USUAL.unreadable("its page does not hold what it declares");
    }
    return listing;
  }
}
