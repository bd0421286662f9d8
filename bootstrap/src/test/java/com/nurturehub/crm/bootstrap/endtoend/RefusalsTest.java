package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.v1.ListIntegrationsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused, and how it is said.
class RefusalsTest {

  private final TheService service = TheService.running();

  @ParameterizedTest
  @CsvSource({
    "REAPIT, customer,  NOBODY",
    "ALTO,   agencyRef, 00000000-0000-4000-8000-000000000000",
    "STREET, token,     street-nobody",
    "LOOP,   apiKey,    00000000-0000-4000-8000-000000000000",
  })
  void a_wrong_key_connects_nobody_and_the_agency_is_told_why(
      String provider, String name, String value) {
    var office = service.office("wrong-key");

    var answer = office.connect(provider, name, value);

    assertThat(answer.path("__typename").asString()).isEqualTo("CredentialsRefused");
    assertThat(answer.path("message").asString()).isNotBlank().doesNotContain(value);
    assertThat(
            office
                .ask("{ integrations { provider status } }")
                .path("integrations")
                .findValuesAsString("status"))
        .containsOnly("NOT_CONNECTED");
  }

  @Test
  void a_customer_who_let_nurturehub_go_is_refused() {
    service.sandbox().reapit().disconnect("NOT");

    var answer = service.office("not-installed").connect("NOT");

    assertThat(answer.path("__typename").asString()).isEqualTo("CredentialsRefused");
    assertThat(answer.path("message").asString()).isNotBlank();
  }

  @Test
  void an_account_belongs_to_one_agency() {
    assertThat(service.office("first-come").connect("OPT").path("__typename").asString())
        .isEqualTo("Connected");

    assertThat(service.office("second-come").connect("OPT").path("__typename").asString())
        .isEqualTo("AccountTaken");
  }

  @Test
  void a_token_for_one_agency_opens_no_other() {
    var other = service.office("theirs", service.issuer().tokenFor("ours"));

    assertThatThrownBy(() -> integrations(other))
        .satisfies(refusedAs(Status.Code.PERMISSION_DENIED));
  }

  @Test
  void a_token_meant_for_another_service_opens_nothing() {
    var elsewhere = service.office("ours", service.issuer().token("another-service", "ours"));

    assertThatThrownBy(() -> integrations(elsewhere))
        .satisfies(refusedAs(Status.Code.UNAUTHENTICATED));
  }

  @Test
  void a_token_that_never_ends_opens_nothing() {
    var endless = service.office("ours", service.issuer().endlessTokenFor("ours"));

    assertThatThrownBy(() -> integrations(endless))
        .satisfies(refusedAs(Status.Code.UNAUTHENTICATED));
  }

  private static void integrations(Office office) {
    var _ =
        office
            .connectors()
            .listIntegrations(
                ListIntegrationsRequest.newBuilder().setAgency(office.agency()).build());
  }

  private static Consumer<Throwable> refusedAs(Status.Code code) {
    return failure ->
        assertThat(((StatusRuntimeException) failure).getStatus().getCode()).isEqualTo(code);
  }
}
