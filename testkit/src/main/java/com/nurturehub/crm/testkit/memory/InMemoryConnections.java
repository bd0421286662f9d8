package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Connections, and the directory of whose account is whose.
public final class InMemoryConnections implements Connections {

  private static final Comparator<Connection> LAST =
      Comparator.comparing(Connection::isConnected)
          .thenComparing(Connection::connectedAt)
          .thenComparing(connection -> connection.id().toString());

  private final InMemoryDatabase database;
  private final Rows<Connection> rows;

  /// The connection of each CRM that is not disconnected.
  private final Rows<ConnectionId> connected;

  private final Rows<AgencyId> directory;

  public InMemoryConnections(InMemoryDatabase database) {
    this.database = database;
    this.rows = Rows.ofAgency(database, "connection", Connection.class);
    this.connected = Rows.ofAgency(database, "connection_connected", ConnectionId.class);
    this.directory = Rows.shared(database, "account_directory", AgencyId.class);
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return rows.find(id.toString());
  }

  @Override
  public Optional<Connection> of(CrmProvider provider) {
    return rows.stream().filter(connection -> connection.provider() == provider).max(LAST);
  }

  @Override
  public Optional<Connection> of(CrmProvider provider, AccountIdentity account) {
    return rows.stream()
        .filter(connection -> connection.provider() == provider)
        .filter(connection -> connection.account().equals(account))
        .max(LAST);
  }

  @Override
  public List<Connection> all() {
    return Arrays.stream(CrmProvider.values()).flatMap(provider -> of(provider).stream()).toList();
  }

  @Override
  public void keep(Connection connection) {
    if (!connection.agency().equals(us())) {
      throw new IllegalStateException("a connection of another agency");
    }
    var provider = connection.provider().key();
    var current = connected.lock(provider);
    if (connection.isConnected()) {
      if (current.filter(id -> !id.equals(connection.id())).isPresent()) {
        throw new IllegalStateException("this agency has connected this CRM already");
      }
      connected.put(provider, connection.id());
    } else if (current.filter(connection.id()::equals).isPresent()) {
      connected.remove(provider);
    }
    rows.put(connection.id().toString(), connection);
  }

  @Override
  public boolean claim(CrmProvider provider, AccountIdentity account) {
    var owner = directory.lock(key(provider, account));
    if (owner.isEmpty()) {
      directory.put(key(provider, account), us());
    }
    return owner.map(us()::equals).orElse(true);
  }

  @Override
  public void release(CrmProvider provider, AccountIdentity account) {
    if (directory.lock(key(provider, account)).filter(us()::equals).isPresent()) {
      directory.remove(key(provider, account));
    }
  }

  @Override
  public Optional<Owner> ownerOf(CrmProvider provider, AccountIdentity account) {
    return database
        .atOnce(() -> directory.find(key(provider, account)))
        .map(agency -> new Owner(agency, provider));
  }

  private AgencyId us() {
    return new AgencyId(database.agency());
  }

  private static String key(CrmProvider provider, AccountIdentity account) {
    return provider.key() + " " + account;
  }
}
