package com.nurturehub.crm.testkit.postgres;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/// One migrated database. Closing it ends its connections and removes it.
public final class TestDatabase implements AutoCloseable {

  private static final int CONNECTIONS_MAX = 8;

  private final PostgresServer server;
  private final String name;
  private final HikariDataSource service;
  private final HikariDataSource owner;
  private final HikariDataSource superuser;

  TestDatabase(PostgresServer server, String name) {
    this.server = server;
    this.name = name;
    this.service = connectingAs(PostgresServer.SERVICE, PostgresServer.PASSWORD);
    this.owner = connectingAs(PostgresServer.OWNER, PostgresServer.PASSWORD);
    this.superuser = connectingAs(server.superuser(), server.superuserPassword());
  }

  /// As the application sees it: the service role, which neither owns a table nor is a superuser.
  public DataSource service() {
    return service;
  }

  /// As the migrations see it. For arranging what the application may not do, never for the code
  /// under test.
  public DataSource owner() {
    return owner;
  }

  /// As a person with all rights on the server sees it. For tampering, never for the code under
  /// test.
  public DataSource superuser() {
    return superuser;
  }

  public String url() {
    return server.url(name);
  }

  public String serviceUser() {
    return PostgresServer.SERVICE;
  }

  public String ownerUser() {
    return PostgresServer.OWNER;
  }

  /// The password of both users.
  public String password() {
    return PostgresServer.PASSWORD;
  }

  @Override
  public void close() {
    service.close();
    owner.close();
    superuser.close();
    server.drop(name);
  }

  // Connects with the first use, not here.
  private HikariDataSource connectingAs(String user, String password) {
    var source = new HikariDataSource();
    source.setJdbcUrl(url());
    source.setUsername(user);
    source.setPassword(password);
    source.setMaximumPoolSize(CONNECTIONS_MAX);
    source.setMinimumIdle(0);
    return source;
  }
}
