package com.nurturehub.crm.testkit.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.testkit.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real Inngest server, where this machine has its program.
public final class RealInngest implements TestInngest {

  private static final String PROGRAM = "NURTUREHUB_INNGEST_SERVER";
  private static final String SIGNING_KEY = "5ca1ab1e".repeat(8);
  private static final String EVENT_KEY = "c0ffee".repeat(4);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;

  private RealInngest(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  public static boolean isHere() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    return Optional.ofNullable(System.getenv(PROGRAM)).map(Path::of).filter(Files::isExecutable);
  }

  public static RealInngest start() {
    Assumptions.assumeTrue(
        isHere(), "No Inngest server (%s), so only its stand-in is tried.".formatted(PROGRAM));
    try {
      var folder = Files.createTempDirectory("inngest");
      var port = ReservedPort.next();
      var start =
          new ProcessBuilder(
                  program().orElseThrow().toAbsolutePath().toString(),
                  "start",
                  "--host",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(port),
                  "--signing-key",
                  SIGNING_KEY,
                  "--event-key",
                  EVENT_KEY,
                  "--sqlite-dir",
                  folder.toString(),
                  "--retry-interval",
                  "2")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("inngest.log").toFile());
      start.environment().put("DO_NOT_TRACK", "1");
      var server = new RealInngest(start.start(), URI.create("http://127.0.0.1:" + port));
      server.awaitHealth();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public Secret signingKey() {
    return Secret.of(SIGNING_KEY);
  }

  @Override
  public Secret eventKey() {
    return Secret.of(EVENT_KEY);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitHealth() {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!isHealthy()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw new IllegalStateException("the Inngest server did not start");
      }
      pause();
    }
  }

  private boolean isHealthy() {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address.resolve("/health")).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
