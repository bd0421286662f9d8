package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.v1.ContactDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a person sees and does when something is not as it should be: archived and matched people,
/// records that cannot be read, a CRM that fails, and another policy.
class SecondThoughtsTest {

  private final TheService service = TheService.running();

  private static Office office;
  private static Desk desk;
  private static List<Known> contacts;

  @BeforeAll
  static void connect() {
    var service = TheService.running();
    office = service.office("second-thoughts");
    desk = service.sandbox().reapit().desk("POL");
    office.connect("POL");
    office.endedRun();
    contacts = office.somebody(20);
  }

  @Test
  void somebody_archived_in_the_crm_is_mailed_no_more_until_they_are_back() {
    var known = reachable();
    desk.archive(known.externalId());
    office.fullPass(service);
    var archived = office.contact(known.id());

    desk.unarchive(known.externalId());
    office.sync();

    assertThat(archived.path("reachableOn")).isEmpty();
    assertThat(archived.path("archivedAt").isNull()).isFalse();
    assertThat(archived.at("/links/0/presence").asString()).isEqualTo("ARCHIVED");
    assertThat(office.contact(known.id()).path("archivedAt").isNull()).isTrue();
    assertThat(office.contact(known.id()).path("reachableOn")).isNotEmpty();
  }

  @Test
  void somebody_both_sides_know_is_matched_by_their_address_and_not_made_twice() {
    var id =
        office
            .push(
                office
                    .edit("")
                    .setDetails(
                        ContactDetails.newBuilder()
                            .setForename("Ida")
                            .setSurname("Matched")
                            .addEmails("ida@matched.example")))
            .getContactId();
    var external =
        desk.create(
            object()
                .put("forename", "Ida")
                .put("surname", "Matched-Lovelace")
                .put("email", "Ida@Matched.example")
                .put("marketingConsent", "grant"));

    office.sync();

    assertThat(office.contact(id).at("/links/0/externalId").asString()).isEqualTo(external);
    assertThat(office.audited(id, "FIRST_MATCH"))
        .singleElement()
        .extracting(entry -> entry.at("/hubVersion/surname").asString())
        .isEqualTo("Matched");
  }

  @Test
  void a_record_that_could_not_be_read_comes_in_when_somebody_retries() {
    var id = desk.create(object().put("surname", "Poisoned").put("marketingConsent", "grant"));
    desk.poison(id);
    office.sync();
    var aside = quarantined();
    assertThat(aside).hasSize(1);
    assertThat(aside.getFirst().path("reason").asString()).isNotBlank();

    desk.heal(id);
    office.ask(
        "mutation ($id: ID!) { retry(id: $id) { __typename } }",
        Map.of("id", aside.getFirst().path("id").asString()));

    Office.await(
        () ->
            office
                .ask("{ contacts(filter: {text: \"Poisoned\"}) { totalCount } }")
                .at("/contacts/totalCount")
                .asInt(),
        found -> found == 1);
  }

  @Test
  void the_owner_of_a_field_wins_whoever_wrote_last_where_the_agency_chose_so() {
    var known = contacts.get(7);
    changed("policy: FIELD_OWNERSHIP, hubOwns: [SURNAME]");
    desk.edit(known.externalId(), object().put("surname", "Theirs").put("forename", "Newname"));

    office.push(
        office
            .rename(known.id(), "Ours")
            .setOccurredAt(seconds(Instant.now().minus(Duration.ofHours(1))))
            .setWaitUntilDelivered(true));
    Office.await(() -> desk.look(known.externalId()).path("surname").asString(), "Ours"::equals);
    changed("policy: LAST_WRITE_WINS, hubOwns: []");

    var here = office.contact(known.id()).path("details");
    assertThat(here.path("surname").asString()).isEqualTo("Ours");
    assertThat(here.path("forename").asString()).isEqualTo("Newname");
    assertThat(desk.look(known.externalId()).path("forename").asString()).isEqualTo("Newname");
    var conflict = office.audited(known.id(), "CONFLICT").getFirst();
    assertThat(conflict.at("/outcome/policy").asString()).isEqualTo("FIELD_OWNERSHIP");
    assertThat(conflict.at("/crmVersion/surname").asString()).isEqualTo("Theirs");
    assertThat(office.audited("SETTINGS_CHANGED"))
        .extracting(entry -> entry.path("reason").asString())
        .anyMatch(reason -> reason.contains("FIELD_OWNERSHIP") && reason.contains("SURNAME"));
  }

  @Test
  void a_setting_out_of_range_is_refused_in_words_and_changes_nothing() {
    var before = office.integration().path("settings");

    var answer =
        office.ask(
            """
            mutation { changeSettings(input: {provider: REAPIT, intervalMinutes: 1}) {
              __typename ... on Problem { message }
            } }
            """);

    assertThat(answer.at("/changeSettings/__typename").asString()).isEqualTo("SettingRefused");
    assertThat(answer.at("/changeSettings/message").asString()).contains("5 minutes");
    assertThat(office.integration().path("settings")).isEqualTo(before);
  }

  @Test
  void a_customer_who_lets_us_go_raises_one_alert_that_ends_with_connecting_again() {
    var other = service.office("alerted");
    other.connect("ALR");
    other.endedRun();
    service.sandbox().reapit().disconnect("ALR");

    other.ask("mutation { sync(provider: REAPIT) { __typename } }");
    var alerts = Office.await(() -> other.integration().path("alerts"), seen -> !seen.isEmpty());

    assertThat(alerts).hasSize(1);
    assertThat(alerts.at("/0/cause").asString()).isEqualTo("ACCESS_REVOKED");
    assertThat(alerts.at("/0/remedy/button").asString()).isEqualTo("RECONNECT");
    assertThat(alerts.at("/0/remedy/atRisk").asString()).isNotBlank();
    assertThat(other.integration().path("status").asString()).isEqualTo("SUSPENDED");
    assertThat(other.integration().path("health").asString()).isEqualTo("RED");

    service.sandbox().reapit().connect("ALR");
    other.connect("ALR");

    Office.await(() -> other.integration().path("alerts"), JsonNode::isEmpty);
    var resolved = other.ask("{ alerts(state: RESOLVED) { edges { node { cause resolution } } } }");
    assertThat(resolved.at("/alerts/edges/0/node/cause").asString()).isEqualTo("ACCESS_REVOKED");
    assertThat(resolved.at("/alerts/edges/0/node/resolution").asString()).isNotBlank();
  }

  private Known reachable() {
    return contacts.stream()
        .filter(known -> !office.contact(known.id()).path("reachableOn").isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> quarantined() {
    return office
        .ask("{ quarantine { edges { node { id externalId reason } } } }")
        .at("/quarantine/edges")
        .valueStream()
        .map(edge -> edge.path("node"))
        .toList();
  }

  private static void changed(String settings) {
    var answer =
        office.ask(
            "mutation { changeSettings(input: {provider: REAPIT, %s}) { __typename } }"
                .formatted(settings));
    assertThat(answer.at("/changeSettings/__typename").asString()).isEqualTo("SettingsChanged");
  }

  private static Timestamp seconds(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
