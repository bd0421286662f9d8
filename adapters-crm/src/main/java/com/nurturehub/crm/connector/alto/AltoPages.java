package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.alto.AltoApi.Listed;
import com.nurturehub.crm.connector.alto.AltoGathering.Gathered;
import com.nurturehub.crm.connector.alto.AltoMapping.Household;
import com.nurturehub.crm.connector.alto.AltoPayloads.Item;
import com.nurturehub.crm.connector.alto.AltoPayloads.Listing;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonId;
import com.nurturehub.crm.connector.alto.AltoPayloads.Row;
import com.nurturehub.crm.connector.alto.AltoTaking.Basket;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pass through an agency's contacts: a page of the listing, then what it does not show of each
/// household on it. Alto declares no totals.
final class AltoPages implements ContactPages {

  private static final Logger LOG = LoggerFactory.getLogger(AltoPages.class);

  private final AltoApi api;
  private final AltoTaking taking;
  private final AltoGathering gathering;
  private final AltoSettings.Sweeping sweeping;
  private final List<AltoSweep> sweeps;
  private final Optional<Instant> since;
  private AltoPosition position;
  private boolean resumed;

  private AltoPages(
      AltoApi api, AltoTaking taking, Sleeper sleeper, Optional<Instant> since, SyncCursor from) {
    this.api = api;
    this.taking = taking;
    this.gathering = new AltoGathering(api, sleeper);
    this.sweeping = api.settings().sweeping();
    this.sweeps = AltoSweep.of(sweeping.categories());
    this.since = since;
    this.position = position(from, sweeps);
    this.resumed = position.next().isPresent();
  }

  static AltoPages of(AltoApi api, AltoTaking taking, Sleeper sleeper, Reading.Everything reading) {
    return new AltoPages(api, taking, sleeper, Optional.empty(), reading.position());
  }

  static AltoPages of(AltoApi api, AltoTaking taking, Sleeper sleeper, Reading.Changes reading) {
    return new AltoPages(api, taking, sleeper, Optional.of(reading.since()), reading.position());
  }

  private static AltoPosition position(SyncCursor from, List<AltoSweep> sweeps) {
    return AltoPosition.read(from, sweeps)
        .orElseGet(() -> {
          LOG.info("The position at Alto is of another kind; this pass begins anew");
          return AltoPosition.START;
        });
  }

  @Override
  public Optional<ContactPage> next() {
    if (isAtEnd(position)) {
      return Optional.empty();
    }
    var page = page();
    if (isAtEnd(position) && since.isEmpty() && sweeping.reportsStatus()) {
      api.reportActive();
    }
    return Optional.of(page);
  }

  @Override
  public void close() {
    // Nothing is fetched ahead.
  }

  /// A page of the listing, and the position it was asked for at.
  private record Found(AltoPosition at, Listing listing) {}

  /// Nothing of this object changes before the whole page is there, so that a call that failed can
  /// be repeated.
  private ContactPage page() {
    var found = found(position);
    while (!found.listing().whole() && found.at().singly() == 0) {
      found = found(found.at().splitting(sweeping.pageSize()));
    }
    var listing = found.listing();
    var next = behind(found.at(), listing);
    var basket = basket(listing);
    position = next;
    resumed = false;
    return new ContactPage(
        basket.contacts(),
        basket.unreadable(),
        position.cursor(sweeps),
        OptionalLong.empty(),
        listing.served().at(),
        listing.served().ahead());
  }

  /// Where Alto has forgotten the page that an interrupted pass was at, its sweep begins anew.
  private Found found(AltoPosition at) {
    var size = at.singly() > 0 ? 1 : sweeping.pageSize();
    var first = sweeps.get(at.sweep()).query(size, since);
    var query = at.next().map(next -> first.with("next-token", next)).orElse(first);
    return switch (api.listing(query)) {
      case Listed.Served(var listing) -> new Found(at, listing);
      case Listed.Refused(var why) -> {
        if (!resumed || at.next().isEmpty()) {
          throw why;
        }
        LOG.info("Alto has forgotten where this pass was; its sweep begins anew");
        yield found(at.again());
      }
    };
  }

  private Basket basket(Listing listing) {
    var gathered = gathering.gather(readable(listing), listing.served());
    var basket = new Basket();
    for (var row : listing.rows()) {
      if (row.item().isEmpty()) {
        basket.apart(row.id().map(id -> PersonId.first(id).external()), row.flaw(), row.raw());
      } else {
        row.item()
            .flatMap(item -> Optional.ofNullable(gathered.get(item.id())))
            .ifPresent(found -> take(row, found, listing, basket));
      }
    }
    return basket;
  }

  private void take(Row row, Gathered found, Listing listing, Basket basket) {
    var shown = found.shown();
    if (shown.detail().isEmpty()) {
      var raw = shown.raw().isEmpty() ? row.raw() : shown.raw();
      basket.apart(Optional.of(PersonId.first(shown.id()).external()), shown.flaw(), raw);
      return;
    }
    var detail = shown.detail().get();
    var personas = row.item().map(Item::personas).orElseThrow();
    taking.take(
        new Household(detail, found.preferences(), personas),
        listing.served().at(),
        shown.raw(),
        basket);
  }

  private static List<String> readable(Listing listing) {
    return listing.rows().stream().flatMap(row -> row.item().stream()).map(Item::id).toList();
  }

  private AltoPosition behind(AltoPosition at, Listing listing) {
    if (listing.next().isEmpty()) {
      if (!listing.whole()) {
        throw AltoFailures.USUAL.unreadable("it is larger than an answer may be");
      }
      return at.at(at.sweep() + 1);
    }
    var mark = mark(listing);
    var next = at.behind(listing.next().get(), mark, listing.rows().size());
    var repeats = !mark.isEmpty() && mark.equals(at.mark());
    if (repeats || at.next().equals(listing.next()) || next.delivered() > sweeping.itemsMax()) {
      throw goesInCircles();
    }
    return next;
  }

  private static String mark(Listing listing) {
    var ids = new HashSet<>(listing.ids());
    return ids.isEmpty() ? "" : ids.size() + ":" + Integer.toHexString(ids.hashCode());
  }

  private static CrmFailure goesInCircles() {
    return AltoFailures.USUAL.unreadable("its pages go in circles");
  }

  private boolean isAtEnd(AltoPosition at) {
    return at.sweep() >= sweeps.size();
  }
}
