package com.nurturehub.crm.persistence.alert;

import static com.nurturehub.crm.persistence.generated.Tables.ALERT;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.Paging;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Alerts in PostgreSQL.
public final class JooqAlerts implements Alerts {

  private static final Condition IS_OPEN = ALERT.RESOLVED_AT.isNull();

  private static final List<Field<?>> FIELDS =
      List.of(
          ALERT.ALERT_ID,
          ALERT.CONNECTION_ID,
          ALERT.CAUSE,
          ALERT.DETAIL,
          ALERT.RAISED_AT,
          ALERT.ACKNOWLEDGED_AT,
          ALERT.RESOLVED_AT,
          ALERT.NOTE,
          ALERT.REMINDED_AT,
          ALERT.CHANGED_IN,
          ALERT.NUMBER);

  /// The transaction that changes an alert, and the first one that may not have ended yet.
  private static final Field<Long> THIS_COMMIT =
      field("pg_current_xact_id()::text::bigint", Long.class);

  private static final Field<Long> FIRST_UNDER_WAY =
      field("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Long.class);

  private final JooqTransactions transactions;

  public JooqAlerts(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void raise(Alert.Open alert) {
    transactions
        .here()
        .insertInto(ALERT)
        .set(ALERT.ALERT_ID, alert.id().value())
        .set(ALERT.CONNECTION_ID, alert.connection().value())
        .set(ALERT.CAUSE, alert.cause().name())
        .set(ALERT.DETAIL, alert.detail())
        .set(ALERT.RAISED_AT, alert.raisedAt())
        .set(ALERT.ACKNOWLEDGED_AT, alert.acknowledgedAt().orElse(null))
        .set(ALERT.REMINDED_AT, alert.remindedAt().orElse(null))
        .set(ALERT.CHANGED_IN, THIS_COMMIT)
        .onConflict(ALERT.AGENCY_ID, ALERT.CONNECTION_ID, ALERT.CAUSE)
        .where(IS_OPEN)
        .doNothing()
        .execute();
  }

  @Override
  public Optional<Alert.Open> open(ConnectionId connection, FailureCause cause) {
    return transactions
        .here()
        .select(FIELDS)
        .from(ALERT)
        .where(ALERT.CONNECTION_ID.eq(connection.value()))
        .and(ALERT.CAUSE.eq(cause.name()))
        .and(IS_OPEN)
        .fetchOptional(JooqAlerts::open);
  }

  /// The oldest first.
  @Override
  public List<Alert.Open> open(Collection<ConnectionId> connections) {
    return transactions
        .here()
        .select(FIELDS)
        .from(ALERT)
        .where(
            ALERT.CONNECTION_ID.eq(
                any(connections.stream().map(ConnectionId::value).toArray(UUID[]::new))))
        .and(IS_OPEN)
        .orderBy(ALERT.RAISED_AT, ALERT.ALERT_ID)
        .fetch(JooqAlerts::open);
  }

  @Override
  public Optional<Alert> find(AlertId id) {
    return transactions
        .here()
        .select(FIELDS)
        .from(ALERT)
        .where(ALERT.ALERT_ID.eq(id.value()))
        .fetchOptional(JooqAlerts::alert);
  }

  @Override
  public void keep(Alert alert) {
    var update =
        transactions
            .here()
            .update(ALERT)
            .set(ALERT.DETAIL, alert.detail())
            .set(ALERT.CHANGED_IN, THIS_COMMIT);
    var changed =
        switch (alert) {
          case Alert.Open open ->
              update
                  .set(ALERT.ACKNOWLEDGED_AT, open.acknowledgedAt().orElse(null))
                  .set(ALERT.REMINDED_AT, open.remindedAt().orElse(null));
          case Alert.Resolved resolved ->
              update.set(ALERT.RESOLVED_AT, resolved.resolvedAt()).set(ALERT.NOTE, resolved.note());
        };
    changed.where(ALERT.ALERT_ID.eq(alert.id().value())).and(IS_OPEN).execute();
  }

  /// The newest first.
  @Override
  public Slice<Alert> list(Optional<Boolean> open, Slice.Request request) {
    var wanted = open.map(o -> o ? IS_OPEN : ALERT.RESOLVED_AT.isNotNull()).orElse(noCondition());
    var fetched =
        transactions
            .here()
            .select(FIELDS)
            .from(ALERT)
            .where(wanted)
            .and(Paging.after(request, ALERT.RAISED_AT, ALERT.ALERT_ID))
            .orderBy(Paging.newestFirst(ALERT.RAISED_AT, ALERT.ALERT_ID))
            .limit(Paging.limit(request))
            .fetch(JooqAlerts::alert);
    var total = transactions.here().fetchCount(ALERT, wanted);
    return Paging.slice(
        fetched, request, alert -> Paging.place(alert.raisedAt(), alert.id()), total);
  }

  @Override
  public void remind(Instant now) {
    transactions
        .here()
        .update(ALERT)
        .set(ALERT.REMINDED_AT, now)
        .set(ALERT.CHANGED_IN, THIS_COMMIT)
        .where(IS_OPEN)
        .and(ALERT.ACKNOWLEDGED_AT.isNull())
        .and(coalesce(ALERT.REMINDED_AT, ALERT.RAISED_AT).le(now.minus(Alert.Open.REMINDED_EVERY)))
        .execute();
  }

  /// Transactions are numbered when they begin to write, and what is before the first one under way
  /// is all committed: nothing comes to lie before what was read.
  @Override
  public List<Entry> after(Position position, int most) {
    return transactions
        .here()
        .select(FIELDS)
        .from(ALERT)
        .where(row(ALERT.CHANGED_IN, ALERT.NUMBER).gt(row(position.commit(), position.number())))
        .and(ALERT.CHANGED_IN.lt(FIRST_UNDER_WAY))
        .orderBy(ALERT.CHANGED_IN, ALERT.NUMBER)
        .limit(most)
        .fetch(row ->
            new Entry(new Position(row.get(ALERT.CHANGED_IN), row.get(ALERT.NUMBER)), alert(row)));
  }

  @Override
  public Position end() {
    var first = requireNonNull(transactions.here().select(FIRST_UNDER_WAY).fetchSingle().value1());
    return new Position(first - 1, Long.MAX_VALUE);
  }

  private static Alert alert(Record row) {
    @Nullable Instant resolvedAt = row.get(ALERT.RESOLVED_AT);
    return resolvedAt == null
        ? open(row)
        : new Alert.Resolved(
            new AlertId(row.get(ALERT.ALERT_ID)),
            new ConnectionId(row.get(ALERT.CONNECTION_ID)),
            FailureCause.valueOf(row.get(ALERT.CAUSE)),
            row.get(ALERT.DETAIL),
            row.get(ALERT.RAISED_AT),
            resolvedAt,
            row.get(ALERT.NOTE));
  }

  private static Alert.Open open(Record row) {
    return new Alert.Open(
        new AlertId(row.get(ALERT.ALERT_ID)),
        new ConnectionId(row.get(ALERT.CONNECTION_ID)),
        FailureCause.valueOf(row.get(ALERT.CAUSE)),
        row.get(ALERT.DETAIL),
        row.get(ALERT.RAISED_AT),
        Optional.ofNullable(row.get(ALERT.ACKNOWLEDGED_AT)),
        Optional.ofNullable(row.get(ALERT.REMINDED_AT)));
  }
}
