package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Contacts by their ids, as many at a time as fit on a page: first among the live ones, what is
/// missing there in the archive.
final class ReapitChosenPages implements ContactPages {

  private final ReapitSource source;
  private final ReapitTaking taking;
  private final List<String> ids;
  private final int size;
  private int next;

  private ReapitChosenPages(ReapitSource source, ReapitTaking taking, List<String> ids, int size) {
    this.source = source;
    this.taking = taking;
    this.ids = List.copyOf(ids);
    this.size = size;
  }

  static ReapitChosenPages of(
      ReapitSource source,
      ReapitTaking taking,
      ReapitSettings.Sweeping sweeping,
      Reading.Only reading) {
    var ids = reading.ids().stream().map(ExternalId::value).sorted().toList();
    return new ReapitChosenPages(source, taking, ids, sweeping.pageSize());
  }

  @Override
  public Optional<ContactPage> next() {
    if (next >= ids.size()) {
      return Optional.empty();
    }
    var end = Math.min(next + size, ids.size());
    var page = page(ids.subList(next, end));
    next = end;
    return Optional.of(page);
  }

  @Override
  public void close() {
    // Nothing is fetched ahead.
  }

  private ContactPage page(List<String> wanted) {
    var live = listing(wanted, false);
    var rows = new ArrayList<Row>(live.rows());
    var missing = new ArrayList<>(wanted);
    live.rows().forEach(row -> missing.remove(row.id()));
    if (!missing.isEmpty()) {
      rows.addAll(listing(missing, true).rows());
    }
    if (rows.removeIf(row -> row.mark().isEmpty())) {
      // One of them cannot be delivered, which must not look as if it were gone.
      rows.forEach(row -> missing.remove(row.id()));
      missing.forEach(id -> source.row(id).ifPresent(rows::add));
    }
    var marks = new HashSet<String>();
    rows.removeIf(row -> !row.mark().map(marks::add).orElse(true));
    return taking.page(rows, SyncCursor.START, OptionalLong.of(ids.size()), live.served());
  }

  private Listing listing(List<String> wanted, boolean archive) {
    return source.page(
        1,
        page -> {
          var query = page.withEach("id", wanted).with("sortBy", "created");
          return archive ? query.with("fromArchive", true) : query;
        });
  }
}
