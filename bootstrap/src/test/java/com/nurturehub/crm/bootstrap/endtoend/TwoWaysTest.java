package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Edits on both sides, and what becomes of them. Each test has a contact of its own.
class TwoWaysTest {

  private static final String CUSTOMER = "TWO";
  private static final int CONTACTS = 60;

  private static final String AUDIT =
      """
      query ($id: ID) {
        auditTrail(filter: {contactId: $id}) {
          edges { node {
            id kind reason actor erased
            outcome { winner hubAt crmAt policy differences { field hubValue crmValue winner } }
            hubVersion { surname } crmVersion { surname }
          } }
        }
        verifyAuditTrail { intact }
      }
      """;

  private static TheService service;
  private static Office office;
  private static Desk desk;
  private static List<Known> contacts;

  @BeforeAll
  static void connect() {
    service = TheService.running();
    office = service.office("two-ways");
    desk = service.sandbox().reapit().desk(CUSTOMER);
    assertThat(office.connect(CUSTOMER).path("__typename").asString()).isEqualTo("Connected");
    office.endedRun();
    contacts = office.somebody(10);
  }

  @Test
  void a_change_here_is_one_patch_there_and_does_not_come_back() {
    var known = contacts.get(0);

    var answer = push(known, "Byron-King", Instant.now());

    assertThat(answer.getPushesList())
        .singleElement()
        .extracting(Push::getState)
        .isEqualTo(Push.State.STATE_DELIVERED);
    assertThat(desk.look(known.externalId()).path("surname").asString()).isEqualTo("Byron-King");
    var echo = office.sync();
    assertThat(echo.path("tally").path("updated").asInt()).isZero();
    assertThat(patchesOf(known)).hasSize(1);
  }

  @Test
  void the_same_request_twice_is_carried_out_once() {
    var known = contacts.get(1);
    var request = change(known, "Once", Instant.now()).build();

    var first = office.contacts().pushContact(request);
    var again = office.contacts().pushContact(request);

    assertThat(again.getVersion()).isEqualTo(first.getVersion());
    assertThat(patchesOf(known)).hasSize(1);
  }

  @Test
  void of_two_edits_the_later_stands_and_the_other_comes_back_with_one_call() {
    var known = contacts.get(2);
    desk.edit(known.externalId(), surname("Lovelace"));

    push(known, "Byron", Instant.now().minus(Duration.ofHours(1)));

    assertThat(surnameOf(known)).isEqualTo("Lovelace");
    var conflict = audited(known, "CONFLICT");
    assertThat(conflict.at("/outcome/winner").asString()).isEqualTo("CRM");
    assertThat(conflict.at("/outcome/differences/0/field").asString()).isEqualTo("SURNAME");
    assertThat(conflict.at("/hubVersion/surname").asString()).isEqualTo("Byron");
    assertThat(conflict.at("/crmVersion/surname").asString()).isEqualTo("Lovelace");
    assertThat(Instant.parse(conflict.at("/outcome/hubAt").asString()))
        .isBefore(Instant.parse(conflict.at("/outcome/crmAt").asString()));

    var restored =
        office.ask(
            """
            mutation ($id: ID!) {
              restoreVersion(auditEntryId: $id) {
                __typename ... on VersionRestored { contact { details { surname } } }
              }
            }
            """,
            Map.of("id", conflict.path("id").asString()));

    assertThat(restored.at("/restoreVersion/contact/details/surname").asString())
        .isEqualTo("Byron");
    Office.await(() -> desk.look(known.externalId()).path("surname").asString(), "Byron"::equals);
    assertThat(office.ask(AUDIT).at("/verifyAuditTrail/intact").asBoolean()).isTrue();
  }

  @Test
  void an_opt_out_in_the_crm_is_in_force_here_after_the_sync() {
    var known = contacts.get(3);
    desk.edit(
        known.externalId(), JsonMapper.shared().createObjectNode().put("marketingConsent", "deny"));

    office.sync();

    var contact = office.contact(known.id());
    assertThat(contact.path("reachableOn")).isEmpty();
    assertThat(contact.path("consents").valueStream())
        .extracting(consent -> consent.path("status").asString())
        .containsOnly("DENIED");
  }

  @Test
  void an_erased_person_does_not_come_back() {
    var known = contacts.get(4);

    var erased =
        office.ask(
            "mutation ($id: ID!) { eraseContact(id: $id) { __typename } }",
            Map.of("id", known.id()));
    office.fullPass(service);

    assertThat(erased.at("/eraseContact/__typename").asString()).isEqualTo("ContactForgotten");
    assertThat(office.contact(known.id()).isNull()).isTrue();
    var rows = new AgencyRows(service.database(), office.agency());
    assertThat(rows.contacts()).isEqualTo(CONTACTS - 1);
    assertThat(office.ask(AUDIT).at("/verifyAuditTrail/intact").asBoolean()).isTrue();
  }

  private static PushContactResponse push(Known known, String surname, Instant at) {
    return office.contacts().pushContact(change(known, surname, at).build());
  }

  private static PushContactRequest.Builder change(Known known, String surname, Instant at) {
    return PushContactRequest.newBuilder()
        .setAgency(office.agency())
        .setRequestId(UUID.randomUUID().toString())
        .setContactId(known.id())
        .setDetails(ContactDetails.newBuilder().setSurname(surname))
        .setUpdateMask(FieldMask.newBuilder().addPaths("surname"))
        .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
        .setWaitUntilDelivered(true);
  }

  private static String surnameOf(Known known) {
    return office.contact(known.id()).at("/details/surname").asString();
  }

  private static JsonNode audited(Known known, String kind) {
    var trail = office.ask(AUDIT, Map.of("id", known.id())).at("/auditTrail/edges");
    return trail
        .valueStream()
        .map(edge -> edge.path("node"))
        .filter(entry -> entry.path("kind").asString().equals(kind))
        .reduce((one, other) -> {
          throw new AssertionError("audited twice: " + trail.toPrettyString());
        })
        .orElseThrow(() -> new AssertionError("not audited: " + trail.toPrettyString()));
  }

  private static List<Told> patchesOf(Known known) {
    return service.sandbox().reapit().journal().writes().stream()
        .filter(told -> told.customer().equals(CUSTOMER))
        .filter(told -> told.method().equals("PATCH"))
        .filter(told -> told.path().endsWith("/" + known.externalId()))
        .toList();
  }

  private static ObjectNode surname(String surname) {
    return JsonMapper.shared().createObjectNode().put("surname", surname);
  }
}
