package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.v1.ListContactsRequest;
import com.nurturehub.crm.v1.SyncRun;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large agency is synced for the first time by a service that has little memory.
///
/// Every build takes a small one. The one that was promised is run by hand:
/// `-Dlittle-memory.contacts=200000 -Dlittle-memory.heap=256m`.
class LittleMemoryTest {

  private static final System.Logger LOG = System.getLogger(LittleMemoryTest.class.getName());

  private static final int CONTACTS = Integer.getInteger("little-memory.contacts", 20_000);
  private static final String HEAP = System.getProperty("little-memory.heap", "80m");

  @TempDir Path folder;

  @Test
  void what_it_takes_does_not_grow_with_the_number_of_contacts() {
    var usual = SandboxSettings.demo();
    var collections = folder.resolve("collections");
    try (var sandbox =
            Sandbox.start(usual.withReapit(usual.reapit().withCustomers(Map.of("BIG", CONTACTS))));
        var service =
            ChildProcess.start(
                folder,
                sandbox,
                "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + collections)) {
      var office = service.office();
      var begun = Instant.now();

      assertThat(office.connect("BIG").path("__typename").asString()).isEqualTo("Connected");
      var run = office.watch();

      report(Duration.between(begun, Instant.now()), new Footprint(service.pid(), collections));
      assertThat(run.getState()).isEqualTo(SyncRun.State.STATE_SUCCEEDED);
      assertThat(run.getTally().getRead()).isEqualTo(CONTACTS);
      assertThat(run.getTally().getCreated()).isEqualTo(CONTACTS);
      assertThat(office.integration().path("linkedContacts").asInt()).isEqualTo(CONTACTS);
      assertThat(held(office)).isEqualTo(CONTACTS);
    }
  }

  private static long held(Office office) {
    return office
        .contacts()
        .listContacts(ListContactsRequest.newBuilder().setAgency(office.agency()).build())
        .getTotalSize();
  }

  private static void report(Duration took, Footprint footprint) {
    LOG.log(
        Level.INFO,
        "{0} contacts with a heap of {1}: {2} s, {3} a second, {4}",
        CONTACTS,
        HEAP,
        took.toSeconds(),
        CONTACTS * 1000L / Math.max(1, took.toMillis()),
        footprint);
  }
}
