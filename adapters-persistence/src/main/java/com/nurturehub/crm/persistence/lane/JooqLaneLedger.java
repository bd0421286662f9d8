package com.nurturehub.crm.persistence.lane;

import static com.nurturehub.crm.persistence.generated.Tables.LANE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.nurturehub.crm.application.lane.DueLane;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/// Lanes in PostgreSQL. While a lane is held, its due time only gathers what comes in meanwhile,
/// and its release weighs that against what the holder wants. Wakes are counted and not timed: a
/// wake that commits after the lane was taken counts, whatever its clock said.
public final class JooqLaneLedger implements LaneLedger {

  private static final Field<Instant> NEVER = val((Instant) null, SQLDataType.INSTANT);

  private static final Field<Instant> DUE_OR_LET_LIE = coalesce(LANE.LEASE_UNTIL, LANE.DUE_AT);
  private static final Condition WANTS_WORK =
      condition(LANE.IS_OPEN).and(DUE_OR_LET_LIE.isNotNull());
  private static final Field<Instant> WANTED_AT = greatest(DUE_OR_LET_LIE, LANE.BACKS_OFF_UNTIL);

  private final JooqTransactions transactions;

  public JooqLaneLedger(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void open(ConnectionId connection, AgencyId agency, Instant due) {
    transactions
        .here()
        .insertInto(LANE)
        .set(LANE.CONNECTION_ID, connection.value())
        .set(LANE.AGENCY_ID, agency.value())
        .set(LANE.IS_OPEN, true)
        .set(LANE.EPOCH, 0L)
        .set(LANE.DUE_AT, due)
        .set(LANE.WOKEN_AT, due)
        .set(LANE.WAKES, 1L)
        .set(LANE.WAKES_TAKEN, 0L)
        .set(LANE.ATTEMPT, 0)
        .onConflict(LANE.CONNECTION_ID)
        .doUpdate()
        .set(LANE.IS_OPEN, true)
        .set(LANE.DUE_AT, least(LANE.DUE_AT, val(due)))
        .set(LANE.WOKEN_AT, due)
        .set(LANE.WAKES, LANE.WAKES.plus(1))
        .set(LANE.ATTEMPT, 0)
        .set(LANE.BACKS_OFF_UNTIL, NEVER)
        .set(LANE.ASKED_UNTIL, NEVER)
        .set(LANE.HURRIED_UNTIL, NEVER)
        .execute();
  }

  @Override
  public void woken(ConnectionId connection, Instant at) {
    transactions
        .here()
        .update(LANE)
        .set(LANE.DUE_AT, least(LANE.DUE_AT, val(at)))
        .set(LANE.WOKEN_AT, at)
        .set(LANE.WAKES, LANE.WAKES.plus(1))
        .where(LANE.CONNECTION_ID.eq(connection.value()))
        .and(LANE.IS_OPEN)
        .execute();
  }

  @Override
  public void due(ConnectionId connection, Instant at) {
    transactions
        .here()
        .update(LANE)
        .set(LANE.DUE_AT, least(LANE.DUE_AT, val(at)))
        .where(LANE.CONNECTION_ID.eq(connection.value()))
        .and(LANE.IS_OPEN)
        .execute();
  }

  /// What is null counts in neither of the two comparisons: where the lane does not back off, there
  /// is nothing to shorten.
  @Override
  public void hurry(ConnectionId connection, Instant latest) {
    transactions
        .here()
        .update(LANE)
        .set(LANE.HURRIED_UNTIL, least(LANE.HURRIED_UNTIL, val(latest)))
        .set(
            LANE.BACKS_OFF_UNTIL,
            when(
                LANE.BACKS_OFF_UNTIL.isNotNull(),
                least(LANE.BACKS_OFF_UNTIL, greatest(LANE.ASKED_UNTIL, val(latest)))))
        .set(LANE.DUE_AT, least(LANE.DUE_AT, val(latest)))
        .where(LANE.CONNECTION_ID.eq(connection.value()))
        .and(LANE.IS_OPEN)
        .execute();
  }

  /// The next epoch belongs to nobody, so that whoever works the lane commits nothing more.
  @Override
  public void close(ConnectionId connection) {
    transactions
        .here()
        .update(LANE)
        .set(LANE.IS_OPEN, false)
        .set(LANE.EPOCH, LANE.EPOCH.plus(1))
        .set(LANE.LEASE_UNTIL, NEVER)
        .set(LANE.DUE_AT, NEVER)
        .set(LANE.BACKS_OFF_UNTIL, NEVER)
        .where(LANE.CONNECTION_ID.eq(connection.value()))
        .and(LANE.IS_OPEN)
        .execute();
  }

  @Override
  public Optional<Lease> take(ConnectionId connection, Instant now, Duration span) {
    var until = now.plus(span);
    return transactions.apart(db ->
        db.update(LANE)
            .set(LANE.EPOCH, LANE.EPOCH.plus(1))
            .set(LANE.LEASE_UNTIL, until)
            .set(LANE.WAKES_TAKEN, LANE.WAKES)
            .set(LANE.DUE_AT, NEVER)
            .set(LANE.HURRIED_UNTIL, NEVER)
            .where(LANE.CONNECTION_ID.eq(connection.value()))
            .and(LANE.IS_OPEN)
            .and(LANE.LEASE_UNTIL.isNull().or(LANE.LEASE_UNTIL.le(now)))
            .returning(LANE.AGENCY_ID, LANE.EPOCH)
            .fetchOptional(row ->
                new Lease(
                    connection,
                    new AgencyId(row.get(LANE.AGENCY_ID)),
                    row.get(LANE.EPOCH),
                    until)));
  }

  @Override
  public Optional<Lease> renew(Lease lease, Instant now, Duration span) {
    var until = now.plus(span);
    var renewed =
        transactions.apart(db ->
            db.update(LANE)
                .set(LANE.LEASE_UNTIL, until)
                .where(LANE.CONNECTION_ID.eq(lease.connection().value()))
                .and(LANE.EPOCH.eq(lease.epoch()))
                .and(LANE.LEASE_UNTIL.isNotNull())
                .execute());
    return renewed == 0
        ? Optional.empty()
        : Optional.of(new Lease(lease.connection(), lease.agency(), lease.epoch(), until));
  }

  @Override
  public Optional<Instant> release(
      Lease lease, Instant takenAt, NextSlice next, int attempt, Optional<Instant> askedUntil) {
    var wanted =
        switch (next) {
          case NextSlice.Again() -> val(takenAt);
          case NextSlice.At(var instant) -> val(instant);
          case NextSlice.Resting() -> NEVER;
        };
    var asked = val(askedUntil.orElse(null), SQLDataType.INSTANT);
    return transactions.apart(db ->
        db.update(LANE)
            .set(LANE.LEASE_UNTIL, NEVER)
            .set(LANE.ATTEMPT, attempt)
            .set(LANE.BACKS_OFF_UNTIL, attempt > 0 ? backsOff(wanted, asked) : NEVER)
            .set(LANE.ASKED_UNTIL, asked)
            .set(LANE.HURRIED_UNTIL, NEVER)
            .set(
                LANE.DUE_AT,
                when(
                        LANE.WAKES.gt(LANE.WAKES_TAKEN),
                        greatest(coalesce(LANE.WOKEN_AT, val(takenAt)), val(takenAt)))
                    .otherwise(least(LANE.DUE_AT, wanted)))
            .where(LANE.CONNECTION_ID.eq(lease.connection().value()))
            .and(LANE.EPOCH.eq(lease.epoch()))
            .and(LANE.LEASE_UNTIL.isNotNull())
            .returning(LANE.DUE_AT)
            .fetchOptional(LANE.DUE_AT));
  }

  private static Field<Instant> backsOff(Field<Instant> wanted, Field<Instant> asked) {
    return when(LANE.HURRIED_UNTIL.isNull(), wanted)
        .otherwise(least(wanted, greatest(asked, LANE.HURRIED_UNTIL)));
  }

  @Override
  public Optional<Instant> backsOffUntil(ConnectionId connection) {
    return of(connection, LANE.BACKS_OFF_UNTIL);
  }

  @Override
  public int attempts(ConnectionId connection) {
    return of(connection, LANE.ATTEMPT).orElse(0);
  }

  @Override
  public Optional<AgencyId> agencyOf(ConnectionId connection) {
    return of(connection, LANE.AGENCY_ID).map(AgencyId::new);
  }

  @Override
  public List<ConnectionId> overdue(Instant now, int most) {
    return transactions.hereOrApart(db ->
        db.select(LANE.CONNECTION_ID)
            .from(LANE)
            .where(LANE.IS_OPEN)
            .and(LANE.BACKS_OFF_UNTIL.isNull().or(LANE.BACKS_OFF_UNTIL.le(now)))
            .and(LANE.LEASE_UNTIL.isNull().and(LANE.DUE_AT.le(now)).or(LANE.LEASE_UNTIL.le(now)))
            .orderBy(coalesce(LANE.DUE_AT, LANE.LEASE_UNTIL))
            .limit(most)
            .fetch(row -> new ConnectionId(row.get(LANE.CONNECTION_ID))));
  }

  @Override
  public Optional<Instant> dueAt(ConnectionId connection) {
    return transactions.hereOrApart(db ->
        db.select(WANTED_AT)
            .from(LANE)
            .where(LANE.CONNECTION_ID.eq(connection.value()))
            .and(WANTS_WORK)
            .fetchOptional(WANTED_AT));
  }

  @Override
  public List<DueLane> dueBefore(Instant then, int most) {
    return transactions.hereOrApart(db ->
        db.select(LANE.CONNECTION_ID, WANTED_AT)
            .from(LANE)
            .where(WANTS_WORK)
            .and(WANTED_AT.lt(then))
            .orderBy(WANTED_AT)
            .limit(most)
            .fetch(row -> new DueLane(new ConnectionId(row.value1()), row.value2())));
  }

  private <T> Optional<T> of(ConnectionId connection, Field<T> field) {
    return transactions.hereOrApart(db ->
        db.select(field)
            .from(LANE)
            .where(LANE.CONNECTION_ID.eq(connection.value()))
            .fetchOptional(field));
  }
}
