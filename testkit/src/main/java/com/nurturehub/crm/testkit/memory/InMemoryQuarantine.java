package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRunId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Records that could not be taken, one per connection and external id, or per what was sent.
public final class InMemoryQuarantine implements Quarantine {

  private final Rows<Entry> rows;
  private final Ids ids;

  public InMemoryQuarantine(InMemoryDatabase database, Ids ids) {
    this.rows = rows(database);
    this.ids = ids;
  }

  private static Rows<Entry> rows(InMemoryDatabase database) {
    return Rows.ofAgency(database, "quarantine", Entry.class);
  }

  /// The ids of the records that could not be taken, as far as they were readable.
  static Stream<ExternalId> unreadable(InMemoryDatabase database, ConnectionId connection) {
    return rows(database).stream()
        .filter(entry -> entry.connection().equals(connection))
        .flatMap(entry -> entry.quarantined().externalId().stream())
        .map(ExternalId::new);
  }

  private static String key(ConnectionId connection, Quarantined record) {
    return connection + " " + record.externalId().orElseGet(() -> "? " + record.raw());
  }

  @Override
  public void put(
      ConnectionId connection, SyncRunId run, Collection<Quarantined> records, Instant at) {
    for (var record : records) {
      var key = key(connection, record);
      var id = rows.lock(key).map(Entry::id).orElseGet(ids::next);
      rows.put(key, new Entry(id, connection, run, record, at));
    }
  }

  @Override
  public void release(ConnectionId connection, Collection<ExternalId> ids) {
    for (var id : ids) {
      var key = connection + " " + id;
      if (rows.find(key).isPresent()) {
        rows.remove(key);
      }
    }
  }

  @Override
  public Slice<Entry> list(Slice.Request request) {
    return Slices.cut(rows.all(), e -> Slices.newestFirst(e.at(), e.id()), request);
  }

  @Override
  public Optional<Entry> find(UUID id) {
    return rows.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  @Override
  public long count(ConnectionId connection) {
    return rows.stream().filter(entry -> entry.connection().equals(connection)).count();
  }
}
