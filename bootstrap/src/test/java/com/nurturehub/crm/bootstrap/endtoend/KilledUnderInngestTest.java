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

/// The whole service has its lanes worked by an Inngest server, and is killed in the middle of a
/// first sync.
class KilledUnderInngestTest {

  private static final int CONTACTS = 3_000;

  @TempDir Path folder;

  /// The real one where it is; its stand-in keeps to the same contract.
  private static TestInngest server() {
    return RealInngest.isHere()
        ? RealInngest.start()
        : StandInInngest.start(
            Secret.of("0123456789abcdef"), Secret.of("e1e2e3e4"), Duration.ofSeconds(1));
  }

  @Test
  void a_first_sync_begins_by_itself_and_is_taken_up_again() {
    var usual = SandboxSettings.demo();
    try (var sandbox =
            Sandbox.start(usual.withReapit(usual.reapit().withCustomers(Map.of("ING", CONTACTS))));
        var inngest = server()) {
      // Slow enough to be caught in the middle.
      sandbox
          .reapit()
          .faults()
          .set(Fault.always(new Harm.Delay(Duration.ofMillis(200))).on("contacts.list"));
      var before = ChildProcess.startUnder(inngest, folder, sandbox);
      var office = before.office();
      assertThat(office.connect("ING").path("__typename").asString()).isEqualTo("Connected");
      Office.await(office::lastRun, run -> run.at("/tally/read").asInt() >= CONTACTS / 6);
      before.kill();
      sandbox.reapit().faults().liftAll();

      try (var after = ChildProcess.startUnder(inngest, folder, sandbox)) {
        var ended = after.office().endedRun();

        assertThat(ended.at("/tally/read").asInt()).isEqualTo(CONTACTS);
        assertThat(ended.at("/tally/created").asInt()).isEqualTo(CONTACTS);
        assertThat(after.office().integration().path("linkedContacts").asInt()).isEqualTo(CONTACTS);
      }
    }
  }
}
