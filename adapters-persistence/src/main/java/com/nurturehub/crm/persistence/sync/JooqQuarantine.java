package com.nurturehub.crm.persistence.sync;

import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.QUARANTINE;
import static org.jooq.impl.DSL.any;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.Paging;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/// What could not be taken, in PostgreSQL. A record that shows no id is known by what was sent, so
/// that the next pass over it makes no second entry.
public final class JooqQuarantine implements Quarantine {

  private static final List<Field<?>> FIELDS =
      List.of(
          QUARANTINE.QUARANTINE_ID,
          QUARANTINE.CONNECTION_ID,
          QUARANTINE.RUN_ID,
          QUARANTINE.EXTERNAL_ID,
          QUARANTINE.REASON,
          QUARANTINE.RAW,
          QUARANTINE.QUARANTINED_AT);

  private record Row(UUID id, String subject, Quarantined record) {}

  private static final PageColumns<Row> COLUMNS =
      PageColumns.of(
          uuid("quarantine_id", Row::id),
          text("subject", Row::subject),
          text("external_id", row -> row.record().externalId().orElse(null)),
          text("reason", row -> row.record().reason()),
          text("raw", row -> row.record().raw()));

  private static final String PUT =
      """
      insert into quarantine (connection_id, run_id, quarantined_at, %s)
      select ?, ?, ?::timestamptz, %s from %s as page
      on conflict (agency_id, connection_id, subject) do update set
        run_id = excluded.run_id, quarantined_at = excluded.quarantined_at,
        external_id = excluded.external_id, reason = excluded.reason, raw = excluded.raw
      """
          .formatted(COLUMNS.names(), COLUMNS.names(), COLUMNS.source());

  private final JooqTransactions transactions;
  private final Ids ids;

  public JooqQuarantine(JooqTransactions transactions, Ids ids) {
    this.transactions = transactions;
    this.ids = ids;
  }

  @Override
  public void put(
      ConnectionId connection, SyncRunId run, Collection<Quarantined> records, Instant at) {
    // One row each: a statement cannot replace the same row twice.
    var bySubject = new LinkedHashMap<String, Quarantined>();
    records.forEach(record -> bySubject.put(subject(record), record));
    if (bySubject.isEmpty()) {
      return;
    }
    var rows =
        bySubject.entrySet().stream()
            .map(entry -> new Row(ids.next(), entry.getKey(), entry.getValue()))
            .toList();
    var binds =
        Stream.concat(
                Stream.of(connection.value(), run.value(), at.toString()),
                Arrays.stream(COLUMNS.binds(rows)))
            .toArray();
    transactions.here().execute(PUT, binds);
  }

  @Override
  public void release(ConnectionId connection, Collection<ExternalId> ids) {
    transactions
        .here()
        .deleteFrom(QUARANTINE)
        .where(QUARANTINE.CONNECTION_ID.eq(connection.value()))
        .and(
            QUARANTINE.SUBJECT.eq(
                any(ids.stream().map(JooqQuarantine::subject).toArray(String[]::new))))
        .execute();
  }

  /// The newest first.
  @Override
  public Slice<Entry> list(Slice.Request request) {
    var fetched =
        transactions
            .here()
            .select(FIELDS)
            .from(QUARANTINE)
            .where(Paging.after(request, QUARANTINE.QUARANTINED_AT, QUARANTINE.QUARANTINE_ID))
            .orderBy(Paging.newestFirst(QUARANTINE.QUARANTINED_AT, QUARANTINE.QUARANTINE_ID))
            .limit(Paging.limit(request))
            .fetch(JooqQuarantine::entry);
    return Paging.slice(
        fetched,
        request,
        entry -> Paging.place(entry.at(), entry.id()),
        transactions.here().fetchCount(QUARANTINE));
  }

  @Override
  public Optional<Entry> find(UUID id) {
    return transactions
        .here()
        .select(FIELDS)
        .from(QUARANTINE)
        .where(QUARANTINE.QUARANTINE_ID.eq(id))
        .fetchOptional(JooqQuarantine::entry);
  }

  @Override
  public long count(ConnectionId connection) {
    return transactions
        .here()
        .fetchCount(QUARANTINE, QUARANTINE.CONNECTION_ID.eq(connection.value()));
  }

  private static Entry entry(Record row) {
    return new Entry(
        row.get(QUARANTINE.QUARANTINE_ID),
        new ConnectionId(row.get(QUARANTINE.CONNECTION_ID)),
        new SyncRunId(row.get(QUARANTINE.RUN_ID)),
        new Quarantined(
            Optional.ofNullable(row.get(QUARANTINE.EXTERNAL_ID)),
            row.get(QUARANTINE.REASON),
            row.get(QUARANTINE.RAW)),
        row.get(QUARANTINE.QUARANTINED_AT));
  }

  private static String subject(Quarantined record) {
    return record.externalId().map(JooqQuarantine::subject).orElseGet(() -> digest(record.raw()));
  }

  private static String subject(ExternalId id) {
    return subject(id.value());
  }

  private static String subject(String externalId) {
    return "id:" + externalId;
  }

  private static String digest(String raw) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
      return "raw:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
