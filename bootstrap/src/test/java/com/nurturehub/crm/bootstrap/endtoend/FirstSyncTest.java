package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.v1.ConnectRequest;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.SyncRun;
import org.junit.jupiter.api.Test;

/// Connect Reapit, and see its contacts here.
class FirstSyncTest {

  private static final int CONTACTS = 2_500;
  private static final int SECOND = 1_000;

  private final TheService service = TheService.running();

  @Test
  void every_contact_is_there_once_and_stays() {
    var agency = "first-sync";
    var office = service.office(agency);
    var rows = new AgencyRows(service.database(), agency);

    assertThat(office.connect("FST").path("__typename").asString()).isEqualTo("Connected");
    var first = office.endedRun();

    assertThat(first.path("pass").asString()).isEqualTo("FULL");
    assertThat(first.path("tally").path("read").asInt()).isEqualTo(CONTACTS);
    assertThat(first.path("tally").path("created").asInt()).isEqualTo(CONTACTS);
    assertThat(rows.contacts()).isEqualTo(CONTACTS);
    assertThat(rows.externalIds()).isEqualTo(CONTACTS);

    var written = rows.lastWritten();
    service.restart();

    assertThat(service.office(agency).integration().path("linkedContacts").asInt())
        .isEqualTo(CONTACTS);
    assertThat(rows.lastWritten()).isEqualTo(written);
  }

  @Test
  void a_second_full_pass_over_what_did_not_change_writes_no_row_of_a_contact() {
    var agency = "second-pass";
    var office = service.office(agency);
    var rows = new AgencyRows(service.database(), agency);
    office.connect("SND");
    office.endedRun();
    var written = rows.lastWritten();

    var second = office.fullPass(service);

    assertThat(second.path("pass").asString()).isEqualTo("FULL");
    assertThat(second.path("tally").path("read").asInt()).isEqualTo(rows.externalIds());
    assertThat(second.path("tally").path("unchanged").asInt()).isEqualTo(SECOND);
    assertThat(rows.lastWritten()).isEqualTo(written);
  }

  @Test
  void a_service_connects_and_watches_over_grpc() {
    var office = service.office("grpc-sync");

    var connected =
        office
            .connectors()
            .connect(
                ConnectRequest.newBuilder()
                    .setAgency(office.agency())
                    .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
                    .putCredentials("customer", "GRP")
                    .build());
    var run = office.watch();

    assertThat(connected.getIntegration().getAccount()).isEqualTo("GRP");
    assertThat(run.getState()).isEqualTo(SyncRun.State.STATE_SUCCEEDED);
    assertThat(run.getTally().getCreated()).isEqualTo(150);
  }
}
