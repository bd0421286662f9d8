package com.nurturehub.crm.bootstrap.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The requests under `examples/`, each with what must be in its answer, in the order of their
/// names.
record Examples(Path repository) {

  /// Stands for any value, as long as there is one.
  private static final String ANYTHING = "*";

  static Examples inThisRepository() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .takeWhile(folder -> folder != null)
        .filter(folder -> Files.isDirectory(folder.resolve("examples")))
        .findFirst()
        .map(Examples::new)
        .orElseThrow();
  }

  record Example(String name, String command, JsonNode answer) {}

  List<Example> in(String folder) {
    try (var files = Files.list(repository.resolve("examples").resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".sh"))
          .sorted(Comparator.comparing(Path::getFileName))
          .map(script -> example(folder, script))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The blocks of the README that make a request.
  List<String> shown() {
    return Stream.of(read(repository.resolve("README.md")).split("```"))
        .filter(block -> block.startsWith("sh\n"))
        .map(block -> block.substring("sh\n".length()).strip())
        .filter(block -> block.contains("curl "))
        .toList();
  }

  /// Whether the answer has everything that was expected; it may have more.
  static boolean agrees(JsonNode answer, JsonNode expected) {
    if (expected.isObject()) {
      return expected
          .propertyStream()
          .allMatch(member -> agrees(answer.path(member.getKey()), member.getValue()));
    }
    if (expected.isArray()) {
      return answer.size() >= expected.size()
          && Stream.iterate(0, at -> at + 1)
              .limit(expected.size())
              .allMatch(at -> agrees(answer.path(at), expected.path(at)));
    }
    if (expected.asString().equals(ANYTHING)) {
      return answer.isValueNode() && !answer.isNull() && !answer.asString().isEmpty();
    }
    return answer.equals(expected);
  }

  private static Example example(String folder, Path script) {
    var name = script.getFileName().toString().replaceFirst("\\.sh$", "");
    return new Example(
        folder + " " + name.replace('-', ' ').toLowerCase(Locale.ROOT),
        read(script),
        JsonMapper.shared().readTree(read(script.resolveSibling(name + ".json"))));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
