package com.nurturehub.crm.bootstrap.endtoend;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.testkit.ReservedPort;
import com.nurturehub.crm.testkit.inngest.TestInngest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The service as a process of its own on this machine, with the embedded database in a folder. It
/// can be killed.
final class ChildProcess implements AutoCloseable {

  private static final Duration STOP_TIME_MAX = Duration.ofSeconds(60);

  /// Where the service keeps what is its own, as seen from where it was started.
  private static final String DATA = ".nurturehub";

  private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/sign-in\\?code=\\S+");

  private final Path data;
  private final Path log;
  private final Process process;
  private final int http;
  private final int grpc;
  private final ManagedChannel channel;

  private ChildProcess(Path data, Path log, Process process, int http, int grpc) {
    this.data = data;
    this.log = log;
    this.process = process;
    this.http = http;
    this.grpc = grpc;
    this.channel =
        Grpc.newChannelBuilder("127.0.0.1:" + grpc, InsecureChannelCredentials.create()).build();
  }

  /// A service that works with these sandboxes.
  static ChildProcess start(Path folder, Sandbox sandbox, String... javaOptions) {
    return start(folder, List.of(javaOptions), settings(sandbox));
  }

  /// The same with its lanes worked by an Inngest server.
  static ChildProcess startUnder(TestInngest inngest, Path folder, Sandbox sandbox) {
    var settings = new ArrayList<>(settings(sandbox));
    settings.add("--nurturehub.lanes.engine=inngest");
    settings.add("--nurturehub.inngest.api=" + inngest.address());
    settings.add("--nurturehub.inngest.signing-key=" + inngest.signingKey().reveal());
    settings.add("--nurturehub.inngest.event-key=" + inngest.eventKey().reveal());
    return start(folder, List.of(), settings);
  }

  /// The service as whoever has only cloned it starts it, sandboxes included.
  static ChildProcess startDemo(Path folder, int contacts) {
    return start(
        folder,
        List.of(),
        List.of("--nurturehub.sandbox.port=0", "--nurturehub.sandbox.contacts=" + contacts));
  }

  private static ChildProcess start(Path folder, List<String> java, List<String> settings) {
    var http = ReservedPort.next();
    var grpc = ReservedPort.next();
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("--enable-native-access=ALL-UNNAMED");
    // It lives too short to be compiled twice.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(java);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("--server.port=" + http);
    command.add("--spring.grpc.server.port=" + grpc);
    command.add("--nurturehub.data-directory=" + folder.resolve(DATA).resolve("postgres"));
    // Tests are quiet; what is said to a person has to be read here.
    command.add("--logging.level.NurtureHub=info");
    command.addAll(settings);
    var log = ProcessLogs.fresh("service");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      return new ChildProcess(folder.resolve(DATA), log, process, http, grpc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> settings(Sandbox sandbox) {
    var known = SandboxSettings.demo().reapit();
    return List.of(
        "--nurturehub.reapit.identity=" + sandbox.reapitConnect(),
        "--nurturehub.reapit.platform=" + sandbox.reapitPlatform(),
        "--nurturehub.reapit.client-id=" + known.clientId(),
        "--nurturehub.reapit.client-secret=" + known.clientSecret().reveal());
  }

  /// The people of its one agency, once it answers.
  Office office() {
    Office.await(this::answers, answers -> answers);
    return new Office("demo", token(), http(), channel);
  }

  URI http() {
    return URI.create("http://127.0.0.1:" + http);
  }

  int grpcPort() {
    return grpc;
  }

  /// What is printed for whoever wants to open the page, when everything else is ready.
  URI signInLink() {
    var printed = Office.await(() -> LINK.matcher(log()).results().toList(), l -> !l.isEmpty());
    return URI.create(printed.getLast().group().replace("localhost", "127.0.0.1"));
  }

  /// Everything it has printed.
  String log() {
    return read(log);
  }

  long pid() {
    return process.pid();
  }

  /// How it ended, by itself.
  int exitCode() {
    waitForEnd();
    return process.exitValue();
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
    return Files.exists(data.resolve("grpc-token")) && Office.isHealthy(http());
  }

  private String token() {
    return read(data.resolve("grpc-token")).strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitForEnd() {
    channel.shutdownNow();
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
}
