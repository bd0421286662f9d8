package com.nurturehub.crm.bootstrap.database;

import com.nurturehub.crm.bootstrap.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;

/// A PostgreSQL of our own that keeps its data in a folder, for the demo and for a first look. It
/// is a real server with the real roles; it listens on this machine only.
final class EmbeddedDatabase implements AutoCloseable {

  static final String OWNER = "crm_owner";
  static final String SERVICE = "crm_service";

  private static final String NAME = "crm";
  private static final String CONNECTIONS_MAX = "60";
  private static final Duration START_TIME_MAX = Duration.ofSeconds(60);

  private final DataFolder folder;
  private final EmbeddedPostgres server;

  private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
  }

  static EmbeddedDatabase startIn(Path directory) {
    var folder = DataFolder.hold(directory);
    try {
      folder.stopServerLeftBehind();
      var database = new EmbeddedDatabase(folder, startServer(folder.path()));
      database.prepare();
      return database;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  String url() {
    return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), NAME);
  }

  @Override
  public void close() {
    stopServer();
    folder.close();
  }

  private static EmbeddedPostgres startServer(Path directory) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory)
          .setCleanDataDirectory(false)
          .setLocaleConfig("locale", "C")
          .setLocaleConfig("encoding", "UTF8")
          // The library is made for tests and would trade safety for speed.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", CONNECTIONS_MAX)
          .setPGStartupWait(START_TIME_MAX)
          .start();
    } catch (IOException | IllegalStateException e) {
      throw new StartRefused(
          "The embedded PostgreSQL did not start on the data in %s (%s): look at the lines above, or set SPRING_DATASOURCE_URL to use a PostgreSQL server of yours."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /// Roles and database, the first time; nothing after that.
  private void prepare() {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(roles());
      try (var found =
          statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database %s owner %s".formatted(NAME, OWNER));
    } catch (SQLException | IOException e) {
      stopServer();
      throw new IllegalStateException("The embedded database could not be prepared.", e);
    }
  }

  private static String roles() throws IOException {
    return new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8);
  }

  private void stopServer() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database did not stop in good order.", e);
    }
  }
}
