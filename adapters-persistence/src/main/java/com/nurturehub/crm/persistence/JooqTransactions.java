package com.nurturehub.crm.persistence;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on PostgreSQL. The open one is bound to the calling thread, and the stores work in
/// it: what they see and write is the agency's, because row-level security says so.
public final class JooqTransactions implements Transactions {

  // Every table is keyed by agency first, so there is always an index to go by. While a first load
  // runs, the planner knows too little of the tables it fills to find that out by itself.
  private static final String BEGIN =
      "select set_config('app.agency', ?, true), set_config('enable_seqscan', 'off', true)";

  // Others may go on waking this lane while we hold the row so; taking it over waits for our
  // commit.
  private static final String BEGIN_FENCED =
      BEGIN
          + """
          , (select true from lane
             where connection_id = ? and epoch = ? and is_open and lease_until is not null
             for key share) as holds
          """;

  /// Two transactions that wait for each other's rows are PostgreSQL's to part; the one it breaks
  /// off is begun anew.
  private static final int ATTEMPTS_MAX = 3;

  private static final int CAUSES_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(JooqTransactions.class);

  private static final Settings SETTINGS =
      new Settings()
          .withRenderSchema(false)
          .withExecuteLogging(false)
          .withStatementType(StatementType.PREPARED_STATEMENT);

  private final DataSource pool;
  private final ScopedValue<Open> open = ScopedValue.newInstance();

  /// The pool's connections log in as the service role.
  public JooqTransactions(DataSource pool) {
    this.pool = pool;
  }

  /// `lastly` is in the order in which it was asked for.
  private record Open(
      AgencyId agency, Connection connection, DSLContext here, UUID name, Set<Runnable> lastly) {

    Open(AgencyId agency, Connection connection, DSLContext here) {
      this(agency, connection, here, UUID.randomUUID(), new LinkedHashSet<>());
    }
  }

  @Override
  public <T> T in(AgencyId agency, Supplier<T> work) {
    return committing(begun -> {
      begun.execute(BEGIN, agency.value());
      return bound(agency, begun, work);
    });
  }

  @Override
  public <T> T fenced(Lease lease, Supplier<T> work) {
    return committing(begun -> {
      var row =
          begun.fetchSingle(
              BEGIN_FENCED, lease.agency().value(), lease.connection().value(), lease.epoch());
      if (row.get("holds") == null) {
        throw new LeaseLost(
            "The lane of connection %s is no longer held under epoch %d."
                .formatted(lease.connection(), lease.epoch()));
      }
      return bound(lease.agency(), begun, work);
    });
  }

  /// The open transaction, for a store to work in.
  ///
  /// @throws IllegalStateException outside a transaction
  public DSLContext here() {
    return opened().here();
  }

  /// Whose transaction is open.
  ///
  /// @throws IllegalStateException outside a transaction
  public AgencyId agency() {
    return opened().agency();
  }

  /// What the open transaction is called; no other one ever is.
  public UUID name() {
    return opened().name();
  }

  /// Does this as the last thing before the open transaction commits, once, however often it is
  /// asked for: what everybody wants to lock is then locked no longer than it must be.
  public void lastly(Runnable work) {
    opened().lastly().add(work);
  }

  /// Does work that belongs to no agency and commits at once, whatever transaction may be open.
  public <T> T apart(Function<DSLContext, T> work) {
    return onConnectionOfItsOwn(work);
  }

  /// The open transaction if there is one, else one that commits at once: for reading what belongs
  /// to no agency.
  public <T> T hereOrApart(Function<DSLContext, T> work) {
    return open.isBound() ? work.apply(here()) : apart(work);
  }

  /// A data source for others that write to the same database: inside a transaction it hands out
  /// that transaction's connection, so that they join it; outside, a connection of its own.
  public DataSource joining() {
    return new JoiningDataSource(pool, () -> open.isBound() ? open.get().connection() : null);
  }

  private Open opened() {
    if (!open.isBound()) {
      throw new IllegalStateException("Stores work inside a transaction only.");
    }
    return open.get();
  }

  private <T> T bound(AgencyId agency, DSLContext begun, Supplier<T> work) {
    return begun.connectionResult(connection ->
        ScopedValue.where(open, new Open(agency, connection, begun))
            .call(() -> endedInOrder(work)));
  }

  private <T> T endedInOrder(Supplier<T> work) {
    var result = work.get();
    opened().lastly().forEach(Runnable::run);
    return result;
  }

  private <T> T committing(Function<DSLContext, T> work) {
    if (open.isBound()) {
      throw new IllegalStateException("Transactions do not nest.");
    }
    for (var attempt = 1; ; attempt++) {
      try {
        return onConnectionOfItsOwn(work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS_MAX || !wasBrokenOff(e)) {
          throw e;
        }
        LOG.info("transaction begun anew attempt={}", attempt + 1);
      }
    }
  }

  /// Also when whoever joined the transaction ran into it, and called it something else.
  private static boolean wasBrokenOff(RuntimeException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(CAUSES_MAX)
        .anyMatch(cause ->
            cause instanceof SQLException sql
                && SQLStateClass.fromCode(sql.getSQLState())
                    == SQLStateClass.C40_TRANSACTION_ROLLBACK);
  }

  private <T> T onConnectionOfItsOwn(Function<DSLContext, T> work) {
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.apply(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
        connection.commit();
      } catch (Throwable failure) {
        rollBack(connection, failure);
        throw failure;
      }
      return result;
    } catch (SQLException e) {
      throw new DataAccessException("The database did not carry out a transaction.", e);
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
