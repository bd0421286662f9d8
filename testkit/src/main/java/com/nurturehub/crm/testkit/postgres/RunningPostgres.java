package com.nurturehub.crm.testkit.postgres;

import com.nurturehub.crm.testkit.AtTheEnd;
import com.nurturehub.crm.testkit.ReservedPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// Where a started server listens, and who may do everything there. Both kinds are PostgreSQL 18.
record RunningPostgres(String host, int port, String superuser, String superuserPassword) {

  static RunningPostgres start() {
    return DockerClientFactory.instance().isDockerAvailable() ? inContainer() : embedded();
  }

  // Testcontainers removes the container when the JVM ends.
  @SuppressWarnings("resource")
  private static RunningPostgres inContainer() {
    var container = new PostgreSQLContainer("postgres:18-alpine");
    container.start();
    return new RunningPostgres(
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        container.getUsername(),
        container.getPassword());
  }

  private static RunningPostgres embedded() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setPort(ReservedPort.next())
              // The library's own would stop it first, while services still work on it.
              .setRegisterShutdownHook(false)
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("encoding", "UTF8")
              .start();
      AtTheEnd.run(() -> stop(server));
      return new RunningPostgres("localhost", server.getPort(), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
