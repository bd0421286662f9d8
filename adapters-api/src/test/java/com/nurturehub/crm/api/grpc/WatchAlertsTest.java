package com.nurturehub.crm.api.grpc;

import static com.nurturehub.crm.api.Acme.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.v1.AlertButton;
import com.nurturehub.crm.v1.AlertEvent;
import com.nurturehub.crm.v1.AlertOwner;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.WatchAlertsRequest;
import com.nurturehub.crm.v1.WatchAlertsResponse;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchAlertsTest {

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.local();
    server.hub().integrations = List.of(Acme.reapit(Acme.running(1)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_is_open_is_told_at_once_with_all_that_a_mail_needs() {
    server.hub().alertChanges.add(Acme.alert());

    var event = watch("").next().getEvents(0);

    assertThat(event.getKind()).isEqualTo(AlertEvent.Kind.KIND_RAISED);
    assertThat(event.getProvider()).isEqualTo(CrmProvider.CRM_PROVIDER_REAPIT);
    assertThat(event.getAlert().getTodo()).isEqualTo(Acme.alert().remedy().todo());
    assertThat(event.getAlert().getAtRisk()).isEqualTo(Acme.alert().remedy().atRisk());
    assertThat(event.getAlert().getOwner()).isEqualTo(AlertOwner.ALERT_OWNER_AGENCY);
    assertThat(event.getAlert().getButton()).isEqualTo(AlertButton.ALERT_BUTTON_RETRY);
  }

  @Test
  void what_becomes_of_it_is_told_from_the_position_on() {
    server.hub().alertChanges.add(Acme.alert());
    var position = watch("").next().getPosition();
    server.hub().alertChanges.add(Acme.alert().reminded(TEN));
    server.hub().alertChanges.add(Acme.alert().resolved("Delivered since.", TEN));

    var events = watch(position).next().getEventsList();

    assertThat(events)
        .extracting(AlertEvent::getKind)
        .containsExactly(AlertEvent.Kind.KIND_REMINDED, AlertEvent.Kind.KIND_RESOLVED);
    assertThat(events.getFirst().getAlert().getRemindedAt()).isEqualTo(Times.toWire(TEN));
    assertThat(events.getLast().getAlert().getResolution()).isEqualTo("Delivered since.");
    assertThat(events.getLast().getAlert().getResolvedAt()).isEqualTo(Times.toWire(TEN));
  }

  @Test
  void what_is_no_position_is_refused() {
    assertThat(Refusal.of(() -> watch("nonsense").next()).code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(Refusal.of(() -> watch("alerts.nonsense").next()).code())
        .isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void another_agencys_alerts_are_not_to_be_followed() {
    var refusal =
        Refusal.of(() ->
            ConnectorServiceGrpc.newBlockingStub(server.grpc(TestServer.TOKEN))
                .watchAlerts(WatchAlertsRequest.newBuilder().setAgency("beta").build())
                .next());

    assertThat(refusal.code()).isEqualTo("PERMISSION_DENIED");
  }

  private Iterator<WatchAlertsResponse> watch(String position) {
    return ConnectorServiceGrpc.newBlockingStub(server.grpc(TestServer.TOKEN))
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .watchAlerts(
            WatchAlertsRequest.newBuilder().setAgency("acme").setPosition(position).build());
  }
}
