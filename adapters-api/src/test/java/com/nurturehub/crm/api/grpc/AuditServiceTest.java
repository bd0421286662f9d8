package com.nurturehub.crm.api.grpc;

import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.v1.AuditServiceGrpc;
import com.nurturehub.crm.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import com.nurturehub.crm.v1.ExportAuditTrailRequest;
import com.nurturehub.crm.v1.ListAuditEntriesRequest;
import com.nurturehub.crm.v1.VerifyAuditTrailRequest;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditServiceTest {

  private static TestServer server;
  private static AuditServiceBlockingStub service;

  @BeforeAll
  static void start() {
    server = TestServer.local();
    service = AuditServiceGrpc.newBlockingStub(server.grpc(TestServer.TOKEN));
    server.hub().entries.add(new AuditTrail.Entry(2, "def", Acme.conflict(), false));
    server.hub().entries.add(new AuditTrail.Entry(1, "abc", forgotten(Acme.conflict()), true));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_conflict_has_both_versions_both_times_and_what_differed() {
    var entry = service.listAuditEntries(everything().build()).getAuditEntries(0);

    assertThat(entry.getNumber()).isEqualTo(2);
    assertThat(entry.getKind()).isEqualTo(com.nurturehub.crm.v1.AuditEntry.Kind.KIND_CONFLICT);
    assertThat(entry.getOutcome().getHubTime()).isEqualTo(Times.toWire(NINE));
    assertThat(entry.getOutcome().getClockOffset())
        .isEqualTo(Duration.newBuilder().setSeconds(2).setNanos(500_000_000).build());
    assertThat(entry.getOutcome().getDifferences(0).getField()).isEqualTo("surname");
    assertThat(entry.getOutcome().getDifferences(0).getHubValue()).isEqualTo("Lovelace");
    assertThat(entry.getHubVersion().getSurname()).isEqualTo("Lovelace");
    assertThat(entry.getCrmVersion().getSurname()).isEqualTo("King");
  }

  @Test
  void what_was_forgotten_is_not_shown() {
    var entry = service.listAuditEntries(everything().build()).getAuditEntries(1);

    assertThat(entry.getErased()).isTrue();
    assertThat(entry.hasHubVersion()).isFalse();
    assertThat(entry.getOutcome().getDifferences(0).getHubValue()).isEmpty();
  }

  @Test
  void entries_can_be_asked_for_by_contact() {
    var about = service.listAuditEntries(everything().setContactId(ada().id().toString()).build());
    var other =
        service.listAuditEntries(everything().setContactId(new UUID(9, 9).toString()).build());

    assertThat(about.getTotalSize()).isEqualTo(2);
    assertThat(other.getTotalSize()).isZero();
  }

  @Test
  void a_broken_chain_is_told_with_its_place() {
    server.hub().proof =
        new AuditTrail.Proof(
            false, 2, "def", Optional.of(new AuditTrail.Break(1, "It was changed.")));

    var proof =
        service.verifyAuditTrail(VerifyAuditTrailRequest.newBuilder().setAgency("acme").build());

    assertThat(proof.getIntact()).isFalse();
    assertThat(proof.getBroken().getNumber()).isEqualTo(1);
    assertThat(proof.getBroken().getWhy()).isEqualTo("It was changed.");
  }

  @Test
  void an_export_is_handed_out_line_by_line_however_long_it_is() {
    var lines = IntStream.range(0, 20_000).mapToObj("{\"number\": %d}"::formatted).toList();
    server.hub().export = (_, to) -> lines.forEach(to);

    var exported = new ArrayList<String>();
    service
        .exportAuditTrail(ExportAuditTrailRequest.newBuilder().setAgency("acme").build())
        .forEachRemaining(line -> exported.add(line.getLine()));

    assertThat(exported).isEqualTo(lines);
  }

  @Test
  void an_export_that_fails_says_so_and_does_not_look_complete() {
    server.hub().export =
        (_, to) -> {
          to.accept("{}");
          throw new IllegalStateException("the database is gone");
        };
    var lines =
        service.exportAuditTrail(ExportAuditTrailRequest.newBuilder().setAgency("acme").build());

    assertThatThrownBy(() -> lines.forEachRemaining(_ -> {}))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageNotContaining("database");
  }

  private static ListAuditEntriesRequest.Builder everything() {
    return ListAuditEntriesRequest.newBuilder().setAgency("acme");
  }

  private static AuditEntry forgotten(AuditEntry entry) {
    return new AuditEntry(
        entry.id(),
        entry.at(),
        entry.kind(),
        entry.about(),
        entry.connection(),
        entry.provider(),
        entry.outcome(),
        Optional.empty(),
        entry.reason(),
        entry.actor());
  }
}
