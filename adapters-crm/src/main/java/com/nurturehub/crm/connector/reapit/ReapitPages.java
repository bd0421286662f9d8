package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Ahead;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pass through a customer's contacts. While one page is worked on, exactly one more is fetched.
final class ReapitPages implements ContactPages {

  private static final Logger LOG = LoggerFactory.getLogger(ReapitPages.class);
  private static final int STALE_MAX = 5;

  private final ReapitSource source;
  private final ReapitTaking taking;
  private final ReapitSettings.Sweeping sweeping;
  private final List<ReapitSweep> sweeps;
  private final Optional<Instant> since;
  private ReapitPosition position;
  private final Ahead<Fetched> ahead = new Ahead<>("Reapit");

  private record Fetched(ContactPage page, ReapitPosition next) {}

  private ReapitPages(
      ReapitSource source,
      ReapitTaking taking,
      ReapitSettings.Sweeping sweeping,
      List<ReapitSweep> sweeps,
      Optional<Instant> since,
      SyncCursor from) {
    this.source = source;
    this.taking = taking;
    this.sweeping = sweeping;
    this.sweeps = sweeps;
    this.since = since;
    this.position = position(from, sweeps);
  }

  static ReapitPages of(
      ReapitSource source,
      ReapitTaking taking,
      ReapitSettings.Sweeping sweeping,
      Reading.Everything reading) {
    return new ReapitPages(
        source, taking, sweeping, ReapitSweep.EVERYTHING, Optional.empty(), reading.position());
  }

  static ReapitPages of(
      ReapitSource source,
      ReapitTaking taking,
      ReapitSettings.Sweeping sweeping,
      Reading.Changes reading) {
    return new ReapitPages(
        source,
        taking,
        sweeping,
        ReapitSweep.CHANGES,
        Optional.of(reading.since()),
        reading.position());
  }

  private static ReapitPosition position(SyncCursor cursor, List<ReapitSweep> sweeps) {
    if (cursor.equals(SyncCursor.START)) {
      return ReapitPosition.START;
    }
    return ReapitPosition.read(cursor, sweeps)
        .orElseGet(() -> {
          LOG.info("The position in Reapit is of another kind; this pass begins anew");
          return ReapitPosition.START;
        });
  }

  @Override
  public Optional<ContactPage> next() {
    if (isAtEnd(position)) {
      return Optional.empty();
    }
    var fetched = ahead.take(() -> fetch(position));
    position = fetched.next();
    if (!isAtEnd(position)) {
      var from = position;
      ahead.begin(() -> fetch(from));
    }
    return Optional.of(fetched.page());
  }

  @Override
  public void close() {
    ahead.close();
  }

  private boolean isAtEnd(ReapitPosition at) {
    return at.sweep() >= sweeps.size();
  }

  /// Goes on until there is something to hand out, or the end.
  private Fetched fetch(ReapitPosition from) {
    var at = from;
    var stale = 0;
    while (true) {
      var sweep = sweeps.get(at.sweep());
      var listing = listing(sweep, at);
      at = noted(at, sweep, listing);
      var step = ReapitStep.of(listing, at, sweep, sweeping.pageSize());
      var staysInSweep = step.next().sweep() == at.sweep();
      at = step.next();
      if (!step.fresh().isEmpty() || isAtEnd(at) || (staysInSweep && step.advances())) {
        return new Fetched(page(step, listing, at), checked(at));
      }
      stale = staysInSweep ? stale + 1 : 0;
      if (stale > STALE_MAX) {
        throw goesInCircles();
      }
    }
  }

  private Listing listing(ReapitSweep sweep, ReapitPosition at) {
    return source.page(at.page(), page -> sweep.query(page, at, since));
  }

  private ReapitPosition noted(ReapitPosition at, ReapitSweep sweep, Listing listing) {
    var noted = at.isStart() ? at.began(listing.served().at()) : at;
    if (!sweep.counts() || noted.from().isPresent() || noted.page() > 1) {
      return noted;
    }
    noted = noted.counted(sweep.isArchive(), listing.total());
    return at.isStart() && listing.total() > sweeping.pageSize()
        ? noted.counted(true, archived(noted))
        : noted;
  }

  /// How many the archive will add, so that a long pass can show how far it is.
  private long archived(ReapitPosition at) {
    var archive = sweeps.stream().filter(s -> s.isArchive() && s.counts()).findFirst();
    return archive.map(sweep -> source.count(page -> sweep.query(page, at, since))).orElse(0L);
  }

  private ContactPage page(ReapitStep step, Listing listing, ReapitPosition next) {
    return taking.page(step.fresh(), next.cursor(sweeps), next.total(), listing.served());
  }

  private ReapitPosition checked(ReapitPosition at) {
    if (at.delivered() > sweeping.contactsMax()) {
      throw goesInCircles();
    }
    return at;
  }

  private static CrmFailure goesInCircles() {
    return ReapitFailures.USUAL.unreadable("its pages go in circles");
  }
}
