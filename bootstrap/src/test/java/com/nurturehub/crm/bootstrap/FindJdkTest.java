package com.nurturehub.crm.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which JDK the wrapper runs Maven on, and what it says where there is none.
class FindJdkTest {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final long SECONDS_MAX = 60;

  @TempDir Path machine;

  @BeforeEach
  void haveAShell() {
    assumeTrue(Files.isExecutable(SHELL), "No shell on this machine, so the wrapper is not tried.");
  }

  @Test
  void without_a_jdk_25_one_sentence_says_what_to_install() throws Exception {
    jdk("older", "17.0.12");

    var said = run(List.of(repository().resolve("mvnw").toString(), "--version"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith("This project needs a JDK 25: install one (for example Eclipse Temurin 25");
  }

  @Test
  void a_jdk_25_is_found_beside_an_older_one() throws Exception {
    jdk("a-17", "17.0.12");
    var wanted = jdk("b-25", "25.0.1");

    assertThat(home().lines()).containsExactly(wanted.toString());
  }

  @Test
  void a_jdk_that_only_begins_like_25_is_not_taken() throws Exception {
    jdk("later", "250.1");

    assertThat(home().exit()).isEqualTo(1);
  }

  private record Said(int exit, List<String> lines) {}

  private Said home() throws Exception {
    var search = repository().resolve(".mvn/find-jdk.sh");
    return run(List.of("-c", "set -euf; . '%s'; printf '%%s\\n' \"$JAVA_HOME\"".formatted(search)));
  }

  private Said run(List<String> arguments) throws Exception {
    var out = machine.resolve("out");
    var shell =
        new ProcessBuilder(Stream.concat(Stream.of(SHELL.toString()), arguments.stream()).toList())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    shell.environment().remove("JAVA_HOME");
    shell.environment().put("PATH", tools().toString());
    shell.environment().put("NURTUREHUB_JDK_PATH", machine.resolve("jdks").toString());
    var process = shell.start();
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), Files.readAllLines(out));
  }

  /// What the script needs, and no `javac`.
  private Path tools() throws IOException {
    var tools = Files.createDirectories(machine.resolve("tools"));
    for (var name : List.of("basename", "dirname", "uname", "grep", "readlink", "tr")) {
      var program =
          Stream.of("/usr/bin", "/bin")
              .map(place -> Path.of(place, name))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      script(tools.resolve(name), "exec %s \"$@\"%n".formatted(program));
    }
    return tools;
  }

  /// As far as the wrapper looks, a JDK is a file that says its version and a compiler.
  private Path jdk(String name, String version) throws IOException {
    var home = machine.resolve("jdks").resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"%n".formatted(version));
    script(home.resolve("bin/javac"), "exit 0%n".formatted());
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh%n%s".formatted(text));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path repository() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .takeWhile(folder -> folder != null)
        .filter(folder -> Files.exists(folder.resolve("mvnw")))
        .findFirst()
        .orElseThrow();
  }
}
