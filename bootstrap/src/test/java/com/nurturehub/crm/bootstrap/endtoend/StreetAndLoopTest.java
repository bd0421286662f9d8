package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Street and Loop connect, sync and are told what changes here. Loop keeps the proposed contract.
class StreetAndLoopTest {

  private static final String INTEGRATION =
      """
      query ($provider: CrmProvider!) {
        integration(provider: $provider) {
          status account linkedContacts quarantinedRecords
          lastRun { id state tally { read created updated unchanged conflicted quarantined } }
        }
      }
      """;

  private static final String SOMEBODY =
      """
      { contacts(first: 1) { edges { node { id details { surname } links { externalId } } } } }
      """;

  private final TheService service = TheService.running();

  @ParameterizedTest
  @CsvSource({
    "STREET, token,  street-hillside,                      400",
    "LOOP,   apiKey, a54b1111-0000-4000-8000-5a2db0c0ffee, 300",
  })
  void a_crm_connects_syncs_and_is_told_of_a_change(
      String provider, String name, String value, int people) {
    var office = service.office("agency-" + provider.toLowerCase(Locale.ROOT));

    assertThat(office.connect(provider, name, value).path("__typename").asString())
        .isEqualTo("Connected");
    var first =
        Office.await(
            () -> integration(office, provider),
            seen -> seen.path("lastRun").path("state").asString().equals("SUCCEEDED"));
    var somebody = office.ask(SOMEBODY).path("contacts").path("edges").path(0).path("node");
    var told =
        office
            .contacts()
            .pushContact(
                PushContactRequest.newBuilder()
                    .setAgency(office.agency())
                    .setRequestId("new-name-" + provider)
                    .setContactId(somebody.path("id").asString())
                    .setDetails(ContactDetails.newBuilder().setSurname("Lovelace"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("surname"))
                    .setWaitUntilDelivered(true)
                    .build());

    assertThat(first.path("linkedContacts").asInt()).isEqualTo(people);
    assertThat(first.path("lastRun").path("tally").path("read").asInt())
        .isGreaterThanOrEqualTo(people);
    assertThat(told.getPushesList())
        .extracting(Push::getState)
        .containsExactly(Push.State.STATE_DELIVERED);
    var id = somebody.path("links").path(0).path("externalId").asString();
    var shown = crm(provider).desk(customer(provider)).look(id).toString();
    assertThat(shown).contains("Lovelace");
  }

  @Test
  void a_token_that_street_refuses_connects_nobody_and_says_why() {
    var office = service.office("agency-refused");

    var answer = office.connect("STREET", "token", "street-nobody");

    assertThat(answer.path("__typename").asString()).isNotEqualTo("Connected");
    assertThat(answer.path("message").asString()).contains("token").doesNotContain("street-nobody");
  }

  private static JsonNode integration(Office office, String provider) {
    return office.ask(INTEGRATION, Map.of("provider", provider)).path("integration");
  }

  private Crm crm(String provider) {
    return provider.equals("STREET") ? service.sandbox().street() : service.sandbox().loop();
  }

  private static String customer(String provider) {
    return provider.equals("STREET") ? "HILLSIDE" : "ASHBY";
  }
}
