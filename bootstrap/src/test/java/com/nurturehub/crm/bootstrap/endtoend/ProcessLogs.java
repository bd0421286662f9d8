package com.nurturehub.crm.bootstrap.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where processes of tests write what they have to say. It stays there, so that it can be searched
/// for secrets when all tests have run.
final class ProcessLogs {

  private static final Path FOLDER = Path.of("target", "process-logs");

  private ProcessLogs() {}

  static Path fresh(String name) {
    try {
      return Files.createTempFile(Files.createDirectories(FOLDER), name + "-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
