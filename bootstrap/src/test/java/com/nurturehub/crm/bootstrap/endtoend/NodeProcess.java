package com.nurturehub.crm.bootstrap.endtoend;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.testkit.ReservedPort;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One of several copies of the service on one database. It can be killed, and frozen for a while.
final class NodeProcess implements AutoCloseable {

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final int STOP_SECONDS_MAX = 60;

  private final String name;
  private final Path log;
  private final Process process;
  private final TestIssuer issuer;
  private final int http;
  private final ManagedChannel channel;

  private NodeProcess(
      String name, Path log, Process process, TestIssuer issuer, int http, int grpc) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.issuer = issuer;
    this.http = http;
    this.channel =
        Grpc.newChannelBuilder("127.0.0.1:" + grpc, InsecureChannelCredentials.create()).build();
  }

  static NodeProcess start(String name, TestDatabase database, TestIssuer issuer, Sandbox sandbox) {
    var known = SandboxSettings.demo().reapit();
    var http = ReservedPort.next();
    var grpc = ReservedPort.next();
    var log = ProcessLogs.fresh(name);
    var command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--server.port=" + http,
            "--spring.grpc.server.port=" + grpc,
            // So that the database can tell the nodes apart.
            "--spring.datasource.url=" + named(database.url(), name),
            "--spring.datasource.username=" + database.serviceUser(),
            "--spring.datasource.password=" + database.password(),
            "--spring.flyway.user=" + database.ownerUser(),
            "--spring.flyway.password=" + database.password(),
            "--nurturehub.key=" + KEY,
            "--nurturehub.node=" + name,
            "--nurturehub.issuer=" + issuer.address(),
            "--nurturehub.audience=" + TestIssuer.AUDIENCE,
            "--nurturehub.reapit.identity=" + sandbox.reapitConnect(),
            "--nurturehub.reapit.platform=" + sandbox.reapitPlatform(),
            "--nurturehub.reapit.client-id=" + known.clientId(),
            "--nurturehub.reapit.client-secret=" + known.clientSecret().reveal());
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      return new NodeProcess(name, log, process, issuer, http, grpc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(String url, String name) {
    return url + (url.contains("?") ? "&" : "?") + "ApplicationName=" + name;
  }

  NodeProcess awaitStart() {
    Office.await(this::answers, answers -> answers);
    return this;
  }

  /// The people of an agency, at this node.
  Office office(String agency) {
    return new Office(agency, issuer.tokenFor(agency), address(), channel);
  }

  String name() {
    return name;
  }

  /// As `kill -9` does: it has no time for a last word.
  void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /// It stands still in the middle of whatever it does, and does not know it.
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroy();
    waitForEnd();
  }

  private void signal(String signal) {
    try {
      var sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      if (sent.waitFor() != 0) {
        throw new AssertionError("no " + signal + " for " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("A node ended: " + log());
    }
    return Office.isHealthy(address());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + http);
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("A node did not stop: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
