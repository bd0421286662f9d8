package com.nurturehub.crm.bootstrap.endtoend;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The service as a process of its own on this machine, with the embedded database in a folder. It
/// can be killed.
final class ChildProcess implements AutoCloseable {

  private static final Duration STOP_TIME_MAX = Duration.ofSeconds(60);

  private final Path folder;
  private final Process process;
  private final int http;
  private final int grpc;

  private ChildProcess(Path folder, Process process, int http, int grpc) {
    this.folder = folder;
    this.process = process;
    this.http = http;
    this.grpc = grpc;
  }

  static ChildProcess start(Path folder, Sandbox sandbox) {
    var known = SandboxSettings.demo().reapit();
    var http = freePort();
    var grpc = freePort();
    var command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--server.port=" + http,
            "--spring.grpc.server.port=" + grpc,
            "--nurturehub.data-directory=" + folder.resolve("postgres"),
            "--nurturehub.reapit.identity=" + sandbox.reapitConnect(),
            "--nurturehub.reapit.platform=" + sandbox.reapitPlatform(),
            "--nurturehub.reapit.client-id=" + known.clientId(),
            "--nurturehub.reapit.client-secret=" + known.clientSecret().reveal());
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
              .start();
      return new ChildProcess(folder, process, http, grpc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The people of its one agency, once it answers.
  Office office() {
    Office.await(this::answers, answers -> answers);
    return new Office(
        "demo",
        token(),
        URI.create("http://127.0.0.1:" + http),
        Grpc.newChannelBuilder("127.0.0.1:" + grpc, InsecureChannelCredentials.create()).build());
  }

  /// As `kill -9` does: it has no time for a last word.
  void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  @Override
  public void close() {
    process.destroy();
    waitForEnd();
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("The service ended: " + log());
    }
    return Files.exists(folder.resolve("grpc-token"))
        && Office.isHealthy(URI.create("http://127.0.0.1:" + http));
  }

  private String token() {
    return read("grpc-token").strip();
  }

  private String log() {
    return read("log");
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(STOP_TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The service did not stop: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
