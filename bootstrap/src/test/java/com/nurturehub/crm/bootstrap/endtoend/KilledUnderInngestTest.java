package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.testkit.inngest.RealInngest;
import com.nurturehub.crm.testkit.inngest.StandInInngest;
import com.nurturehub.crm.testkit.inngest.TestInngest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole service has its lanes worked by an Inngest server, or by another engine before and
/// after, and is killed in the middle of a first sync.
class KilledUnderInngestTest {

  private static final int CONTACTS = 2_000;

  @TempDir Path folder;

  /// The real one where it is; its stand-in keeps to the same contract.
  private static TestInngest server() {
    return RealInngest.isHere() ? RealInngest.start() : standIn();
  }

  private static TestInngest standIn() {
    return StandInInngest.start(
        Secret.of("0123456789abcdef"), Secret.of("e1e2e3e4"), Duration.ofSeconds(1));
  }

  private static Sandbox sandboxOf(String customer) {
    var usual = SandboxSettings.demo();
    return Sandbox.start(
        usual.withReapit(usual.reapit().withCustomers(Map.of(customer, CONTACTS))));
  }

  /// Slow enough to be caught in the middle.
  private static void slow(Sandbox sandbox) {
    sandbox
        .reapit()
        .faults()
        .set(Fault.always(new Harm.Delay(Duration.ofMillis(200))).on("contacts.list"));
  }

  private static void awaitRead(Office office, int contacts) {
    Office.await(office::lastRun, run -> run.at("/tally/read").asInt() >= contacts);
  }

  private static void assertComplete(Office office) {
    var ended = office.endedRun();
    assertThat(ended.at("/tally/read").asInt()).isEqualTo(CONTACTS);
    assertThat(ended.at("/tally/created").asInt()).isEqualTo(CONTACTS);
    assertThat(office.integration().path("linkedContacts").asInt()).isEqualTo(CONTACTS);
  }

  @Test
  void a_first_sync_begins_by_itself_and_is_taken_up_again() {
    try (var sandbox = sandboxOf("ING");
        var inngest = server()) {
      slow(sandbox);
      var before = ChildProcess.startUnder(inngest, folder, sandbox);
      var office = before.office();
      assertThat(office.connect("ING").path("__typename").asString()).isEqualTo("Connected");
      awaitRead(office, CONTACTS / 6);
      before.kill();
      sandbox.reapit().faults().liftAll();

      try (var after = ChildProcess.startUnder(inngest, folder, sandbox)) {
        assertComplete(after.office());
      }
    }
  }

  @Test
  void engines_are_changed_with_work_due_and_none_is_lost() {
    try (var sandbox = sandboxOf("SWI");
        var inngest = standIn()) {
      slow(sandbox);
      var embedded = ChildProcess.start(folder, sandbox);
      assertThat(embedded.office().connect("SWI").path("__typename").asString())
          .isEqualTo("Connected");
      awaitRead(embedded.office(), CONTACTS / 6);
      embedded.kill();

      var underInngest = ChildProcess.startUnder(inngest, folder, sandbox);
      awaitRead(underInngest.office(), CONTACTS / 2);
      underInngest.kill();
      sandbox.reapit().faults().liftAll();

      try (var again = ChildProcess.start(folder, sandbox)) {
        assertComplete(again.office());
      }
    }
  }
}
