package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.v1.ExportAuditTrailRequest;
import com.nurturehub.crm.v1.ExportAuditTrailResponse;
import com.nurturehub.crm.v1.VerifyAuditTrailRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trail of an agency is exported over gRPC, kept in a file, and checked by a command that
/// knows neither the service nor its database.
class AuditExportTest {

  private static final int ENTRIES = 6;

  @TempDir private static Path folder;

  private static Office office;
  private static List<String> export;
  private static String head;

  private record Verdict(int code, String words) {}

  @BeforeAll
  static void export_a_trail() {
    office = TheService.running().office("exporting");
    office.connect("SIG");
    for (var minutes = 5; minutes < 4 + ENTRIES; minutes++) {
      office.ask(
          """
          mutation { changeSettings(input: {provider: REAPIT, intervalMinutes: %d}) { __typename } }
          """
              .formatted(minutes));
    }
    var lines =
        office
            .audit()
            .exportAuditTrail(
                ExportAuditTrailRequest.newBuilder().setAgency(office.agency()).build());
    var kept = new ArrayList<String>();
    lines.forEachRemaining((ExportAuditTrailResponse line) -> kept.add(line.getLine()));
    export = List.copyOf(kept);
    head =
        office
            .audit()
            .verifyAuditTrail(
                VerifyAuditTrailRequest.newBuilder().setAgency(office.agency()).build())
            .getHead();
  }

  @Test
  void a_whole_trail_is_called_whole() throws Exception {
    assertThat(export).hasSize(1 + ENTRIES);
    assertThat(verify(export, head))
        .isEqualTo(
            new Verdict(0, "The trail is whole: %d entries, head %s.".formatted(ENTRIES, head)));
  }

  @Test
  void one_changed_bit_is_found_and_named() throws Exception {
    var changed = new ArrayList<>(export);
    changed.set(3, flippedBitIn("\"reason\":\"S", export.get(3)));

    assertThat(verify(changed))
        .isEqualTo(new Verdict(1, "The trail is broken at entry 3: it is not what was written."));
  }

  @Test
  void a_removed_entry_is_found_and_named() throws Exception {
    var removed = new ArrayList<>(export);
    removed.remove(3);

    assertThat(verify(removed))
        .isEqualTo(new Verdict(1, "The trail is broken at entry 3: it is missing."));
  }

  @Test
  void two_swapped_entries_are_found_and_named() throws Exception {
    var swapped = new ArrayList<>(export);
    Collections.swap(swapped, 2, 3);

    assertThat(verify(swapped))
        .isEqualTo(new Verdict(1, "The trail is broken at entry 2: it is missing."));
  }

  @Test
  void a_cut_off_entry_is_found_and_named() throws Exception {
    assertThat(verify(export.subList(0, ENTRIES)))
        .isEqualTo(
            new Verdict(
                1,
                "The trail is broken at entry %d: it is missing: the trail was cut off."
                    .formatted(ENTRIES)));
  }

  @Test
  void a_trail_rewritten_as_a_whole_is_found_by_a_head_noted_earlier() throws Exception {
    assertThat(verify(export, "0".repeat(64)).code()).isEqualTo(1);
  }

  @Test
  void a_command_without_a_file_says_how_it_is_used() throws Exception {
    assertThat(run()).isEqualTo(new Verdict(2, "Usage: verify-audit FILE [HASH]"));
  }

  /// The letter after a text, with its lowest bit turned.
  private static String flippedBitIn(String after, String line) {
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    var place = line.indexOf(after) + after.length();
    bytes[place] = (byte) (bytes[place] ^ 1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Verdict verify(List<String> lines, String... noted) throws Exception {
    var file = folder.resolve("trail-%d.jsonl".formatted(lines.hashCode()));
    Files.write(file, lines);
    return run(
        Stream.concat(Stream.of(file.toString()), Arrays.stream(noted)).toArray(String[]::new));
  }

  private static Verdict run(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "verify-audit"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), words.strip());
  }
}
