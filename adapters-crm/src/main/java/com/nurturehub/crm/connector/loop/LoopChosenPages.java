package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.loop.LoopPayloads.Row;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// People by their ids, each asked for by itself.
final class LoopChosenPages implements ContactPages {

  private static final int PAGE = 10;

  private final LoopApi api;
  private final LoopTaking taking;
  private final List<String> ids;
  private int next;

  LoopChosenPages(LoopApi api, LoopTaking taking, Reading.Only reading) {
    this.api = api;
    this.taking = taking;
    this.ids = reading.ids().stream().map(ExternalId::value).sorted().toList();
  }

  @Override
  public Optional<ContactPage> next() {
    if (next >= ids.size()) {
      return Optional.empty();
    }
    var end = Math.min(next + PAGE, ids.size());
    var rows = new ArrayList<Row>();
    var served = new Moment(api.clock().instant(), Duration.ZERO);
    for (var id : ids.subList(next, end)) {
      var shown = api.person(id);
      if (shown.isPresent()) {
        rows.add(shown.get().row());
        served = shown.get().served();
      }
    }
    next = end;
    return Optional.of(taking.page(rows, SyncCursor.START, OptionalLong.of(ids.size()), served));
  }

  @Override
  public void close() {
    // Nothing is fetched ahead.
  }
}
