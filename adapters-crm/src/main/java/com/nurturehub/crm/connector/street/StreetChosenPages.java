package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.street.StreetApi.Shown;
import com.nurturehub.crm.connector.street.StreetPayloads.Row;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// People by their ids. Street has no list by ids, so each is asked for by itself, a few at once. A
/// deleted one is not shown any more.
final class StreetChosenPages implements ContactPages {

  private static final int PAGE = 25;

  private final StreetSource source;
  private final StreetTaking taking;
  private final List<String> ids;
  private int next;

  private StreetChosenPages(StreetSource source, StreetTaking taking, List<String> ids) {
    this.source = source;
    this.taking = taking;
    this.ids = List.copyOf(ids);
  }

  static StreetChosenPages of(StreetSource source, StreetTaking taking, Reading.Only reading) {
    return new StreetChosenPages(
        source, taking, reading.ids().stream().map(ExternalId::value).sorted().toList());
  }

  @Override
  public Optional<ContactPage> next() {
    if (next >= ids.size()) {
      return Optional.empty();
    }
    var end = Math.min(next + PAGE, ids.size());
    var page = page(ids.subList(next, end));
    next = end;
    return Optional.of(page);
  }

  @Override
  public void close() {
    // Nothing is fetched ahead.
  }

  private ContactPage page(List<String> wanted) {
    var served = new Moment(source.now(), Duration.ZERO);
    var rows = new ArrayList<Row>();
    for (var shown : all(wanted, served)) {
      if (shown.isPresent()) {
        rows.add(shown.get().row());
        served = shown.get().served();
      }
    }
    return taking.page(rows, false, SyncCursor.START, OptionalLong.of(ids.size()), served);
  }

  private List<Optional<Shown>> all(List<String> wanted, Moment otherwise) {
    try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          wanted.stream().map(id -> calls.submit(() -> source.person(id, otherwise))).toList();
      return asked.stream().map(StreetChosenPages::awaited).toList();
    }
  }

  private static Optional<Shown> awaited(Future<Optional<Shown>> asked) {
    try {
      return asked.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CrmFailure.Transient(
          FailureCause.UNAVAILABLE, "The work was stopped while it waited for Street.");
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }
}
