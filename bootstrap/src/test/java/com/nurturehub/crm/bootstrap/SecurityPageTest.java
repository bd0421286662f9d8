package com.nurturehub.crm.bootstrap;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The threat model names tests as its proofs, so they must be there.
class SecurityPageTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");
  private static final Map<String, List<Path>> TESTS = tests();

  static Stream<String> proofs() {
    return PROOF
        .matcher(read(REPOSITORY.resolve("docs/security.md")))
        .results()
        .map(proof -> proof.group().replace("`", ""))
        .distinct();
  }

  @Test
  void it_names_proofs() {
    assertThat(proofs()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void a_proof_it_names_is_there(String proof) {
    var parts = proof.split("\\.", 2);

    assertThat(TESTS).containsKey(parts[0]);
    if (parts.length == 2) {
      assertThat(TESTS.getOrDefault(parts[0], List.of()))
          .anyMatch(file -> read(file).contains("void " + parts[1] + "("));
    }
  }

  private static Map<String, List<Path>> tests() {
    try (var modules = Files.list(REPOSITORY)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(SecurityPageTest::filesIn)
          .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> filesIn(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith("Test.java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
