package com.nurturehub.crm.persistence.connection;

import static com.nurturehub.crm.persistence.generated.Tables.ACCOUNT_DIRECTORY;
import static com.nurturehub.crm.persistence.generated.Tables.CONNECTION;
import static java.util.Comparator.comparing;
import static org.jooq.impl.DSL.field;

import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectForUpdateStep;

/// Connections in PostgreSQL, and the directory that says whose a CRM account is.
public final class JooqConnections implements Connections {

  private static final List<Field<?>> FIELDS =
      List.of(
          CONNECTION.CONNECTION_ID,
          CONNECTION.AGENCY_ID,
          CONNECTION.PROVIDER,
          CONNECTION.ACCOUNT,
          CONNECTION.STATE,
          CONNECTION.SETTINGS,
          CONNECTION.CLOCK_OFFSET_MICROS,
          CONNECTION.CONNECTED_AT,
          CONNECTION.SYNCED_AT);

  private static final Condition IS_DISCONNECTED =
      CONNECTION.STATE.eq(ConnectionState.DISCONNECTED.name());

  private final JooqTransactions transactions;

  public JooqConnections(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  /// Held until the transaction ends: a connection is found to be changed, by its lane and by
  /// people, and neither may undo what the other just wrote.
  @Override
  public Optional<Connection> find(ConnectionId id) {
    return latest(CONNECTION.CONNECTION_ID.eq(id.value()))
        .forNoKeyUpdate()
        .fetchOptional(JooqConnections::connection);
  }

  /// Held as by [#find].
  @Override
  public Optional<Connection> of(CrmProvider provider) {
    return latest(CONNECTION.PROVIDER.eq(provider.name()))
        .forNoKeyUpdate()
        .fetchOptional(JooqConnections::connection);
  }

  /// Held as by [#find].
  @Override
  public Optional<Connection> of(CrmProvider provider, AccountIdentity account) {
    return latest(
            CONNECTION.PROVIDER.eq(provider.name()).and(CONNECTION.ACCOUNT.eq(account.value())))
        .forNoKeyUpdate()
        .fetchOptional(JooqConnections::connection);
  }

  @Override
  public List<Connection> all() {
    return transactions
        .here()
        .select(FIELDS)
        .distinctOn(CONNECTION.PROVIDER)
        .from(CONNECTION)
        .orderBy(
            CONNECTION.PROVIDER,
            field(IS_DISCONNECTED),
            CONNECTION.CONNECTED_AT.desc(),
            CONNECTION.CONNECTION_ID.desc())
        .fetch(JooqConnections::connection)
        .stream()
        .sorted(comparing(Connection::provider))
        .toList();
  }

  @Override
  public void keep(Connection connection) {
    transactions
        .here()
        .insertInto(CONNECTION)
        .set(CONNECTION.CONNECTION_ID, connection.id().value())
        .set(CONNECTION.AGENCY_ID, connection.agency().value())
        .set(CONNECTION.PROVIDER, connection.provider().name())
        .set(CONNECTION.ACCOUNT, connection.account().value())
        .set(CONNECTION.STATE, connection.state().name())
        .set(CONNECTION.SETTINGS, SettingsJson.write(connection.settings()))
        .set(CONNECTION.CLOCK_OFFSET_MICROS, micros(connection.clockOffset()))
        .set(CONNECTION.CONNECTED_AT, connection.connectedAt())
        .set(CONNECTION.SYNCED_AT, connection.syncedAt().orElse(null))
        .onConflict(CONNECTION.AGENCY_ID, CONNECTION.CONNECTION_ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  @Override
  public boolean claim(CrmProvider provider, AccountIdentity account) {
    transactions
        .here()
        .insertInto(ACCOUNT_DIRECTORY, ACCOUNT_DIRECTORY.PROVIDER, ACCOUNT_DIRECTORY.ACCOUNT)
        .values(provider.name(), account.value())
        .onConflictDoNothing()
        .execute();
    return ownerOf(provider, account)
        .filter(owner -> owner.agency().equals(transactions.agency()))
        .isPresent();
  }

  @Override
  public void release(CrmProvider provider, AccountIdentity account) {
    transactions.here().deleteFrom(ACCOUNT_DIRECTORY).where(is(provider, account)).execute();
  }

  @Override
  public Optional<Owner> ownerOf(CrmProvider provider, AccountIdentity account) {
    return transactions.hereOrApart(db ->
        db.select(ACCOUNT_DIRECTORY.AGENCY_ID)
            .from(ACCOUNT_DIRECTORY)
            .where(is(provider, account))
            .fetchOptional(
                row -> new Owner(new AgencyId(row.get(ACCOUNT_DIRECTORY.AGENCY_ID)), provider)));
  }

  /// The one that is not disconnected, else the last; whichever was connected last was disconnected
  /// last, because there is one at a time.
  private SelectForUpdateStep<Record> latest(Condition wanted) {
    return transactions
        .here()
        .select(FIELDS)
        .from(CONNECTION)
        .where(wanted)
        .orderBy(
            field(IS_DISCONNECTED), CONNECTION.CONNECTED_AT.desc(), CONNECTION.CONNECTION_ID.desc())
        .limit(1);
  }

  private static Condition is(CrmProvider provider, AccountIdentity account) {
    return ACCOUNT_DIRECTORY
        .PROVIDER
        .eq(provider.name())
        .and(ACCOUNT_DIRECTORY.ACCOUNT.eq(account.value()));
  }

  private static Connection connection(Record row) {
    return new Connection(
        new ConnectionId(row.get(CONNECTION.CONNECTION_ID)),
        new AgencyId(row.get(CONNECTION.AGENCY_ID)),
        CrmProvider.valueOf(row.get(CONNECTION.PROVIDER)),
        new AccountIdentity(row.get(CONNECTION.ACCOUNT)),
        ConnectionState.valueOf(row.get(CONNECTION.STATE)),
        SettingsJson.read(row.get(CONNECTION.SETTINGS)),
        Duration.of(row.get(CONNECTION.CLOCK_OFFSET_MICROS), ChronoUnit.MICROS),
        row.get(CONNECTION.CONNECTED_AT),
        Optional.ofNullable(row.get(CONNECTION.SYNCED_AT)));
  }

  private static long micros(Duration offset) {
    return offset.dividedBy(ChronoUnit.MICROS.getDuration());
  }
}
