package com.nurturehub.crm.bootstrap.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What a process took of the machine's memory, from the log of its garbage collections and from
/// what Linux says about it.
record Footprint(long pid, Path collections) {

  private static final Pattern AFTER = Pattern.compile("->(\\d+)M\\(");

  @Override
  public String toString() {
    var kept = keptAfterFullCollections();
    return "most of it resident: %s, kept after each full collection: %s MB"
        .formatted(mostResident(), kept);
  }

  private String mostResident() {
    var status = Path.of("/proc", String.valueOf(pid), "status");
    return Files.isReadable(status)
        ? lines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> line.substring("VmHWM:".length()).strip())
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }

  private List<String> keptAfterFullCollections() {
    return lines(collections).stream()
        .filter(line -> line.contains("Pause Full"))
        .map(AFTER::matcher)
        .filter(found -> found.find())
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
