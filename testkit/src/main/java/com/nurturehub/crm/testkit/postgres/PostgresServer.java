package com.nurturehub.crm.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/// One PostgreSQL for all tests of a JVM: a container where there is a Docker engine, otherwise an
/// embedded server. It starts with the first database asked for and ends with the JVM.
///
/// Needs `db/roles.sql` and `db/migration` on the class path, that is the persistence module.
public final class PostgresServer {

  static final String OWNER = "crm_owner";
  static final String SERVICE = "crm_service";

  /// Both roles' password; the embedded server does not ask for it.
  static final String PASSWORD = "for-tests-only";

  private static final String TEMPLATE = "crm_template";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final RunningPostgres postgres;

  private PostgresServer(RunningPostgres postgres) {
    this.postgres = postgres;
  }

  /// A database of its own for the caller, migrated and empty. Close it when done.
  public static TestDatabase freshDatabase() {
    return OnFirstUse.SERVER.copyOfTemplate("crm_test_" + DATABASES.incrementAndGet());
  }

  void drop(String database) {
    asSuperuser("drop database if exists " + database + " with (force)");
  }

  String url(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), database);
  }

  String superuser() {
    return postgres.superuser();
  }

  String superuserPassword() {
    return postgres.superuserPassword();
  }

  private TestDatabase copyOfTemplate(String name) {
    asSuperuser("create database %s template %s owner %s".formatted(name, TEMPLATE, OWNER));
    return new TestDatabase(this, name);
  }

  private static PostgresServer start() {
    var server = new PostgresServer(RunningPostgres.start());
    server.asSuperuser(
        resource("db/roles.sql"),
        "alter role %s password '%s'".formatted(OWNER, PASSWORD),
        "alter role %s password '%s'".formatted(SERVICE, PASSWORD),
        "create database %s owner %s".formatted(TEMPLATE, OWNER));
    Flyway.configure()
        .dataSource(server.url(TEMPLATE), OWNER, PASSWORD)
        .locations("classpath:db/migration")
        .load()
        .migrate();
    return server;
  }

  private void asSuperuser(String... statements) {
    try (var connection =
            DriverManager.getConnection(
                url("postgres"), postgres.superuser(), postgres.superuserPassword());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The test database server refused a statement.", e);
    }
  }

  private static String resource(String name) {
    try (var in = PostgresServer.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is not on the class path: add the persistence module to this test.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class OnFirstUse {
    static final PostgresServer SERVER = start();
  }
}
