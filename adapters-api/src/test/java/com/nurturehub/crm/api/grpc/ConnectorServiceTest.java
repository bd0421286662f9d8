package com.nurturehub.crm.api.grpc;

import static com.nurturehub.crm.api.Acme.TEN;
import static com.nurturehub.crm.api.Acme.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.v1.ConnectRequest;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.ConnectorServiceGrpc.ConnectorServiceBlockingStub;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.DisconnectRequest;
import com.nurturehub.crm.v1.GetIntegrationRequest;
import com.nurturehub.crm.v1.Health;
import com.nurturehub.crm.v1.IntegrationStatus;
import com.nurturehub.crm.v1.ListIntegrationsRequest;
import com.nurturehub.crm.v1.SyncRequest;
import com.nurturehub.crm.v1.SyncRun;
import com.nurturehub.crm.v1.WatchSyncRequest;
import com.nurturehub.crm.v1.WatchSyncResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectorServiceTest {

  private static final ConnectRequest CONNECT =
      ConnectRequest.newBuilder()
          .setAgency("acme")
          .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
          .putCredentials("key", "canary-key")
          .build();
  private static final SyncRequest SYNC =
      SyncRequest.newBuilder()
          .setAgency("acme")
          .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
          .build();

  private static TestServer server;
  private static ConnectorServiceBlockingStub service;

  @BeforeAll
  static void start() {
    server = TestServer.local();
    service = ConnectorServiceGrpc.newBlockingStub(server.grpc(TestServer.TOKEN));
    server.hub().integrations =
        List.of(
            Acme.reapit(running(5_000)),
            Acme.unconnected(
                com.nurturehub.crm.domain.connection.CrmProvider.ALTO, Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void every_crm_tells_how_it_stands() {
    var integrations =
        service
            .listIntegrations(ListIntegrationsRequest.newBuilder().setAgency("acme").build())
            .getIntegrationsList();

    assertThat(integrations.get(0).getStatus())
        .isEqualTo(IntegrationStatus.INTEGRATION_STATUS_ACTIVE);
    assertThat(integrations.get(0).getHealth()).isEqualTo(Health.HEALTH_GREEN);
    assertThat(integrations.get(0).getCurrentRun().getTally().getRead()).isEqualTo(5_000);
    assertThat(integrations.get(0).getCurrentRun().getTotal()).isEqualTo(25_000);
    assertThat(integrations.get(0).getAlerts(0).getTodo()).isNotEmpty();
    assertThat(integrations.get(0).getInSync().getPercent()).isEqualTo(99);
    assertThat(integrations.get(0).getInSync().getWaiting()).isEqualTo(1);
    assertThat(integrations.get(1).hasInSync()).isFalse();
    assertThat(integrations.get(0).getOffer().getCapabilities().getWritableFieldsList())
        .containsExactly("forename", "surname");
    assertThat(integrations.get(1).getStatus())
        .isEqualTo(IntegrationStatus.INTEGRATION_STATUS_NOT_OFFERED);
    assertThat(integrations.get(1).hasOffer()).isFalse();
  }

  @Test
  void one_crm_can_be_asked_for() {
    var alto =
        service
            .getIntegration(
                GetIntegrationRequest.newBuilder()
                    .setAgency("acme")
                    .setProvider(CrmProvider.CRM_PROVIDER_ALTO)
                    .build())
            .getIntegration();

    assertThat(alto.getTitle()).isEqualTo("Alto");
  }

  @Test
  void a_crm_that_was_not_named_is_refused() {
    var refusal =
        Refusal.of(() ->
            service.getIntegration(GetIntegrationRequest.newBuilder().setAgency("acme").build()));

    assertThat(refusal.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(refusal.fields()).containsExactly("provider");
  }

  @Test
  void connecting_hands_over_what_was_typed_and_who_it_was() {
    var asked = new AtomicReference<ConnectCrm.Request>();
    server.hub().connect =
        (_, request) -> {
          asked.set(request);
          return new ConnectCrm.Outcome.Connected(Acme.connection());
        };

    var answer = service.connect(CONNECT);

    assertThat(answer.getIntegration().getAccount()).isEqualTo("RES");
    assertThat(asked.get().typed()).isEqualTo(Map.of("key", Secret.of("canary-key")));
    assertThat(asked.get().actor()).isEqualTo("local user");
  }

  @Test
  void each_way_connecting_can_fail_has_a_reason_to_rely_on() {
    assertThat(refused(new ConnectCrm.Outcome.Refused("key", "Reapit refused it.")))
        .isEqualTo(
            new Refusal(
                "INVALID_ARGUMENT",
                "CREDENTIALS_REFUSED",
                List.of("credentials.key"),
                "Reapit refused it."));
    assertThat(refused(new ConnectCrm.Outcome.Unreachable("It is down.")))
        .isEqualTo(new Refusal("UNAVAILABLE", "CRM_UNREACHABLE", List.of(), "It is down."));
    assertThat(refused(new ConnectCrm.Outcome.AccountTaken()).reason()).isEqualTo("ACCOUNT_TAKEN");
    assertThat(refused(new ConnectCrm.Outcome.NotOffered()).reason()).isEqualTo("CRM_NOT_OFFERED");
  }

  private static Refusal refused(ConnectCrm.Outcome outcome) {
    server.hub().connect = (_, _) -> outcome;
    return Refusal.of(() -> service.connect(CONNECT));
  }

  @Test
  void a_sync_begins_or_is_in_progress() {
    server.hub().sync = (_, _, _, _) -> new RequestSync.Outcome.Requested();
    var requested = service.sync(SYNC);
    server.hub().sync = (_, _, _, _) -> new RequestSync.Outcome.InProgress(running(1));
    var inProgress = service.sync(SYNC);
    server.hub().sync = (_, _, _, _) -> new RequestSync.Outcome.NotConnected();
    var notConnected = Refusal.of(() -> service.sync(SYNC));

    assertThat(requested.hasInProgress()).isFalse();
    assertThat(inProgress.getInProgress().getState()).isEqualTo(SyncRun.State.STATE_RUNNING);
    assertThat(notConnected.reason()).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void a_run_is_followed_to_its_end() {
    server.hub().current.clear();
    server.hub().current.add(running(0));
    server.hub().current.add(running(0));
    server.hub().current.add(running(10_000));
    server.hub().current.add(running(25_000).succeed(TEN));

    var steps = new ArrayList<WatchSyncResponse>();
    service
        .watchSync(
            WatchSyncRequest.newBuilder()
                .setAgency("acme")
                .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
                .build())
        .forEachRemaining(steps::add);

    assertThat(steps)
        .extracting(step -> step.getRun().getTally().getRead())
        .containsExactly(0L, 10_000L, 25_000L);
    assertThat(steps.get(1).getRecordsPerSecond()).isPositive();
    assertThat(steps.get(1).hasProjectedEndAt()).isTrue();
    assertThat(steps.getLast().getRun().getState()).isEqualTo(SyncRun.State.STATE_SUCCEEDED);
  }

  @Test
  void disconnecting_says_what_stays() {
    server.hub().disconnect =
        (_, _, _) -> new DisconnectCrm.Outcome.Disconnected(Acme.connection(), 25_000, 3);
    var request =
        DisconnectRequest.newBuilder()
            .setAgency("acme")
            .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
            .build();

    var answer = service.disconnect(request);

    assertThat(answer.getContactsKept()).isEqualTo(25_000);
    assertThat(answer.getPushesSetAside()).isEqualTo(3);
  }

  @Test
  void what_disconnecting_would_mean_is_told_beforehand() {
    var parting =
        service
            .getIntegration(
                GetIntegrationRequest.newBuilder()
                    .setAgency("acme")
                    .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
                    .build())
            .getIntegration()
            .getParting();

    assertThat(parting.getContactsKept()).isEqualTo(25_000);
    assertThat(parting.getPushesWaiting()).isEqualTo(3);
    assertThat(parting.getAfterwards()).contains("AppMarket");
  }

  @Test
  void what_we_did_not_expect_is_told_by_a_reference_only() {
    server.hub().sync =
        (_, _, _, _) -> {
          throw new IllegalStateException("inside: the database is gone");
        };

    var refusal = Refusal.of(() -> service.sync(SYNC));

    assertThat(refusal.code()).isEqualTo("INTERNAL");
    assertThat(refusal.message()).doesNotContain("inside").contains("reference");
  }
}
