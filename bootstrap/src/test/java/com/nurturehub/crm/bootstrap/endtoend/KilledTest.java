package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Counts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process is killed in the middle of a first sync, and started again.
class KilledTest {

  private static final int CONTACTS = 6_000;
  private static final int PAGE = 100;

  /// What a pass asks for beside the pages of live contacts: the archived ones, whether there is
  /// more, and on a busy machine a page that was too late for its slice. What had been committed
  /// would be ten calls and more.
  private static final int CLOSING_CALLS = 8;

  @TempDir Path folder;

  @Test
  void it_goes_on_from_the_last_committed_page_takes_nothing_twice_and_nobody_signs_in_again() {
    var usual = SandboxSettings.demo();
    try (var sandbox =
        Sandbox.start(usual.withReapit(usual.reapit().withCustomers(Map.of("KLD", CONTACTS))))) {
      // Slow enough to be caught in the middle.
      var reapit = sandbox.reapit();
      reapit.faults().set(Fault.always(new Harm.Delay(Duration.ofMillis(200))).on("contacts.list"));

      var before = ChildProcess.start(folder, sandbox);
      var office = before.office();
      assertThat(office.connect("KLD").path("__typename").asString()).isEqualTo("Connected");
      var committed =
          Office.await(office::lastRun, run -> run.at("/tally/read").asInt() >= CONTACTS / 6)
              .at("/tally/read")
              .asInt();
      var person = new PageVisit(before.signInLink());
      assertThat(person.mayOpenThePageAt(before.http())).isTrue();
      before.kill();
      // What the killed process was asking for is counted too, once it is answered.
      var asked =
          Office.await(reapit.journal()::counts, Counts::areAllAnswered).of("contacts.list");

      reapit.faults().liftAll();
      try (var after = ChildProcess.start(folder, sandbox)) {
        var ended = after.office().endedRun();
        assertThat(person.mayOpenThePageAt(after.http())).isTrue();
        assertThat(person.signedOutAt(after.http()).mayOpenThePageAt(after.http())).isFalse();

        assertThat(ended.at("/tally/read").asInt()).isEqualTo(CONTACTS);
        assertThat(ended.at("/tally/created").asInt()).isEqualTo(CONTACTS);
        assertThat(after.office().integration().path("linkedContacts").asInt()).isEqualTo(CONTACTS);
        assertThat(
                after
                    .office()
                    .ask("{ contacts { totalCount } }")
                    .at("/contacts/totalCount")
                    .asInt())
            .isEqualTo(CONTACTS);
        // No page was asked for again that had been committed when we last looked.
        assertThat(reapit.journal().counts().of("contacts.list") - asked)
            .isLessThanOrEqualTo((CONTACTS - committed) / PAGE + CLOSING_CALLS);
      }
    }
  }
}
