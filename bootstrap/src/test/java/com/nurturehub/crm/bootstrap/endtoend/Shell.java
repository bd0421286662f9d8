package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A shell in a folder, as a person has it who tries the examples.
///
/// Few machines have `grpcurl`. One that only notes what it was asked stands in its place, so that
/// the quoting is still the shell's.
record Shell(Path folder) {

  private static final long SECONDS_MAX = 120;

  private static final String NOTING =
      """
      #!/bin/sh
      printf '%s\\n' "$@"
      """;

  static boolean has(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(place -> Path.of(place, program))
        .anyMatch(Files::isExecutable);
  }

  /// What the command prints.
  String run(String command, String... arguments) {
    try {
      var script = Files.writeString(folder.resolve("command.sh"), command);
      var said = folder.resolve("said");
      var shell =
          new ProcessBuilder(
                  Stream.concat(Stream.of("sh", script.toString()), Stream.of(arguments)).toList())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(said.toFile()));
      shell.environment().merge("PATH", tools().toString(), (old, ours) -> ours + ":" + old);
      var process = shell.start();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("It does not end: " + command + Files.readString(said));
      }
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What `grpcurl` is told by the command, one entry per argument.
  List<String> toldToGrpcurl(String command, String... arguments) {
    return run(command, arguments).lines().toList();
  }

  private Path tools() throws IOException {
    var tools = Files.createDirectories(folder.resolve("tools"));
    var grpcurl = Files.writeString(tools.resolve("grpcurl"), NOTING);
    assertThat(grpcurl.toFile().setExecutable(true)).isTrue();
    return tools;
  }
}
