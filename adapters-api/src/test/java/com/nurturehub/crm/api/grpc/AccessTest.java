package com.nurturehub.crm.api.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.api.JwtAccess;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.v1.AuditServiceGrpc;
import com.nurturehub.crm.v1.ConnectorServiceGrpc;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.GetContactRequest;
import com.nurturehub.crm.v1.ListIntegrationsRequest;
import com.nurturehub.crm.v1.ListIntegrationsResponse;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.VerifyAuditTrailRequest;
import com.nurturehub.crm.v1.WatchAlertsRequest;
import com.nurturehub.crm.v1.WatchContactsRequest;
import com.nurturehub.crm.v1.WatchSyncRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who gets in, over a real connection, with tokens as production has them.
class AccessTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.started(JwtAccess.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_token_for_the_agency_and_the_scope_gets_in() {
    var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("acme")));

    assertThat(list(server.grpc(token), "acme").getIntegrationsList()).isEmpty();
  }

  @Test
  void a_token_for_every_agency_gets_in_for_each() {
    var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("*")));

    assertThat(list(server.grpc(token), "acme").getIntegrationsList()).isEmpty();
    assertThat(list(server.grpc(token), "other").getIntegrationsList()).isEmpty();
  }

  @Test
  void nobody_gets_in_without_a_token() {
    var refusal = Refusal.of(() -> list(server.grpc(), "acme"));

    assertThat(refusal.code()).isEqualTo("UNAUTHENTICATED");
    assertThat(refusal.reason()).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void a_token_that_is_not_ours_is_refused() {
    var good = Map.<String, Object>of("scope", "crm.read", "agencies", List.of("acme"));

    assertThat(refused("nonsense")).isEqualTo("UNAUTHENTICATED");
    assertThat(refused(TestServer.TOKEN)).isEqualTo("UNAUTHENTICATED");
    assertThat(refused(JwtAccess.expired(good))).isEqualTo("UNAUTHENTICATED");
    assertThat(refused(JwtAccess.signedByAnother(good))).isEqualTo("UNAUTHENTICATED");
    assertThat(refused(JwtAccess.token(with(good, "iss", "https://elsewhere.example"))))
        .isEqualTo("UNAUTHENTICATED");
    assertThat(refused(JwtAccess.token(with(good, "aud", List.of("another-service")))))
        .isEqualTo("UNAUTHENTICATED");
    assertThat(refused(JwtAccess.token(with(good, "agencies", List.of("not an agency")))))
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void a_token_that_never_ends_is_refused() {
    var claims = Map.<String, Object>of("scope", "crm.read", "agencies", List.of("acme"));

    assertThat(refused(JwtAccess.endless(claims))).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void a_stream_of_changes_ends_with_its_token() {
    var stream =
        ContactServiceGrpc.newBlockingStub(ending("crm.read"))
            .watchContacts(WatchContactsRequest.newBuilder().setAgency("acme").build());

    assertEnds(() -> stream.forEachRemaining(_ -> {}));
  }

  @Test
  void a_stream_of_alerts_ends_with_its_token() {
    var stream =
        ConnectorServiceGrpc.newBlockingStub(ending("crm.read"))
            .watchAlerts(WatchAlertsRequest.newBuilder().setAgency("acme").build());

    assertEnds(() -> stream.forEachRemaining(_ -> {}));
  }

  @Test
  void a_stream_of_progress_ends_with_its_token() {
    var stream =
        ConnectorServiceGrpc.newBlockingStub(ending("crm.read"))
            .watchSync(
                WatchSyncRequest.newBuilder()
                    .setAgency("acme")
                    .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
                    .build());

    assertEnds(() -> stream.forEachRemaining(_ -> {}));
  }

  @Test
  void a_stream_of_pushes_ends_with_its_token() {
    var stream = ContactServiceGrpc.newBlockingV2Stub(ending("crm.push")).pushContacts();

    var thrown = catchThrowableOfType(StatusException.class, stream::read);

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  private static Channel ending(String scope) {
    return server.grpc(
        JwtAccess.ending(
            Map.of("scope", scope, "agencies", List.of("acme")), Duration.ofSeconds(2)));
  }

  private static void assertEnds(ThrowingCallable stream) {
    var refusal = Refusal.of(stream);
    assertThat(refusal.code()).isEqualTo("UNAUTHENTICATED");
    assertThat(refusal.reason()).isEqualTo("TOKEN_INVALID");
  }

  private static String refused(String token) {
    return Refusal.of(() -> list(server.grpc(token), "acme")).code();
  }

  @Test
  void a_token_of_another_agency_is_refused() {
    var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("other")));

    var refusal = Refusal.of(() -> list(server.grpc(token), "acme"));

    assertThat(refusal.code()).isEqualTo("PERMISSION_DENIED");
    assertThat(refusal.reason()).isEqualTo("AGENCY_NOT_PERMITTED");
  }

  @Test
  void a_token_that_names_no_agency_acts_for_none() {
    var token = JwtAccess.token(Map.of("scope", "crm.read"));

    assertThat(Refusal.of(() -> list(server.grpc(token), "acme")).reason())
        .isEqualTo("AGENCY_NOT_PERMITTED");
  }

  @Test
  void each_method_asks_for_its_scope() {
    var reader =
        server.grpc(JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("acme"))));

    var push =
        Refusal.of(() ->
            ContactServiceGrpc.newBlockingStub(reader)
                .pushContact(PushContactRequest.newBuilder().setAgency("acme").build()));
    var audit =
        Refusal.of(() ->
            AuditServiceGrpc.newBlockingStub(reader)
                .verifyAuditTrail(VerifyAuditTrailRequest.newBuilder().setAgency("acme").build()));

    assertThat(push.reason()).isEqualTo("SCOPE_MISSING");
    assertThat(audit.reason()).isEqualTo("SCOPE_MISSING");
  }

  @Test
  void an_agency_must_be_named() {
    var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("*")));

    var refusal =
        Refusal.of(() ->
            ContactServiceGrpc.newBlockingStub(server.grpc(token))
                .getContact(GetContactRequest.getDefaultInstance()));

    assertThat(refusal.fields()).containsExactly("agency");
  }

  @Test
  void whether_we_are_well_is_told_to_anybody() {
    var health =
        HealthGrpc.newBlockingStub(server.grpc())
            .withDeadlineAfter(Duration.ofSeconds(10))
            .check(HealthCheckRequest.getDefaultInstance());

    assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
  }

  private static ListIntegrationsResponse list(Channel channel, String agency) {
    return ConnectorServiceGrpc.newBlockingStub(channel)
        .listIntegrations(ListIntegrationsRequest.newBuilder().setAgency(agency).build());
  }

  private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
    var changed = new HashMap<>(claims);
    changed.put(name, value);
    return changed;
  }
}
