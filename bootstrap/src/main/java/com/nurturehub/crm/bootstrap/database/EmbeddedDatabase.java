package com.nurturehub.crm.bootstrap.database;

import com.nurturehub.crm.bootstrap.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
  private static final int STARTS_MAX = 5;

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

  /// The server's port is chosen before it listens there, and in between another may take it: then
  /// that one answers, and ours is not there.
  private static EmbeddedPostgres startServer(Path directory) {
    for (var attempt = 0; attempt < STARTS_MAX; attempt++) {
      var server = startOnSomePort(directory);
      if (answersFor(directory, server)) {
        return server;
      }
      stop(server);
    }
    throw new StartRefused(
        "The embedded PostgreSQL found every port taken that it tried: free some, or set SPRING_DATASOURCE_URL to use a PostgreSQL server of yours.");
  }

  private static boolean answersFor(Path directory, EmbeddedPostgres server) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var shown = statement.executeQuery("show data_directory")) {
      return shown.next() && Files.isSameFile(directory, Path.of(shown.getString(1)));
    } catch (FileSystemException e) {
      return false;
    } catch (SQLException | IOException e) {
      stop(server);
      throw new IllegalStateException(
          "The embedded database does not say whose data it serves.", e);
    }
  }

  private static EmbeddedPostgres startOnSomePort(Path directory) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory)
          .setCleanDataDirectory(false)
          // It would stop the server at once, while the service still puts its work away.
          .setRegisterShutdownHook(false)
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
    stop(server);
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database did not stop in good order.", e);
    }
  }
}
