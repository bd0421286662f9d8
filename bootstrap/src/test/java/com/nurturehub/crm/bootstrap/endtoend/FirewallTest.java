package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.v1.Channel;
import com.nurturehub.crm.v1.ConsentChange;
import com.nurturehub.crm.v1.ConsentStatus;
import com.nurturehub.crm.v1.PushContactsResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a run must not do by itself: mark unusually many people as gone, or change unusually many
/// records in the CRM.
class FirewallTest {

  private static final int CONTACTS = 100;
  private static final int GONE = 20;
  private static final int MANY = 60;

  private final TheService service = TheService.running();

  @Test
  void a_mass_deletion_in_the_crm_is_held_rejected_asked_again_and_approved() {
    var office = connected("mass-deletion", "DEL");
    var desk = service.sandbox().reapit().desk("DEL");
    var gone = office.somebody(CONTACTS).subList(0, GONE);
    gone.forEach(known -> desk.erase(known.externalId()));

    office.fullPass(service);
    var asked = asked(office, "DELETIONS");

    assertThat(asked.path("affected").asInt()).isEqualTo(GONE);
    assertThat(asked.path("all").asInt()).isEqualTo(CONTACTS);
    assertThat(alert(office, "TOO_MANY_DELETIONS").at("/remedy/button").asString())
        .isEqualTo("REVIEW");
    assertThat(archived(office, gone)).isZero();

    decide(office, "reject", asked, "Nobody sold the branch");
    assertThat(archived(office, gone)).isZero();
    assertThat(office.integration().path("alerts")).isEmpty();

    office.fullPass(service);
    decide(office, "approve", asked(office, "DELETIONS"), "We sold the branch");
    Office.await(() -> archived(office, gone), many -> many == GONE);

    assertThat(office.contact(gone.getFirst().id()).path("reachableOn")).isEmpty();
    assertThat(office.contact(gone.getFirst().id()).at("/links/0/presence").asString())
        .isEqualTo("GONE");
    assertThat(office.audited("REJECTED").getFirst().path("reason").asString())
        .contains("Nobody sold the branch");
    assertThat(office.audited("APPROVED").getFirst().path("reason").asString())
        .contains("We sold the branch");
    Office.await(() -> office.integration().path("alerts"), JsonNode::isEmpty);
    assertThat(new AgencyRows(service.database(), office.agency()).contacts()).isEqualTo(CONTACTS);
  }

  @Test
  void a_mass_change_is_held_while_an_opt_out_passes_and_goes_on_or_is_set_aside_as_decided() {
    var office = connected("mass-change", "WRT");
    var desk = service.sandbox().reapit().desk("WRT");
    var everybody = office.somebody(CONTACTS);
    var many = everybody.subList(0, MANY);

    rename(office, many, "Rejected");
    var asked = asked(office, "WRITES");
    // One with nothing else to tell, and one whose new name is held.
    for (var optsOut : List.of(everybody.getLast(), many.getFirst())) {
      optOut(office, optsOut);
      Office.await(() -> desk.look(optsOut.externalId()).toString(), FirewallTest::isOptedOut);
    }

    assertThat(asked.path("affected").asInt()).isEqualTo(MANY);
    assertThat(alert(office, "TOO_MANY_WRITES").at("/remedy/todo").asString()).isNotBlank();
    assertThat(called(desk, many, "Rejected")).isZero();

    decide(office, "reject", asked, "A script ran wild");
    assertThat(office.pushesIn("SET_ASIDE")).hasSize(MANY);
    assertThat(called(desk, many, "Rejected")).isZero();
    var one = office.pushesIn("SET_ASIDE").getFirst();
    office.ask(
        "mutation ($id: ID!) { retry(id: $id) { __typename } }",
        Map.of("id", one.path("id").asString()));
    Office.await(() -> called(desk, many, "Rejected"), told -> told == 1);

    rename(office, many, "Approved");
    decide(office, "approve", asked(office, "WRITES"), "We merged with Smith & Co");
    Office.await(() -> called(desk, many, "Approved"), told -> told == MANY);

    assertThat(office.audited("REJECTED").getFirst().path("reason").asString())
        .contains("A script ran wild");
    assertThat(office.audited("APPROVED").getFirst().path("reason").asString())
        .contains("We merged with Smith & Co");
    assertThat(office.isTrailIntact()).isTrue();
  }

  private Office connected(String agency, String customer) {
    var office = service.office(agency);
    assertThat(office.connect(customer).path("__typename").asString()).isEqualTo("Connected");
    office.endedRun();
    return office;
  }

  private static void rename(Office office, List<Known> people, String surname) {
    var answers =
        office.burst(
            people.stream().map(known -> office.rename(known.id(), surname).build()).toList());
    assertThat(answers).allMatch(PushContactsResponse::hasDone);
  }

  private static void optOut(Office office, Known known) {
    var denied =
        ConsentChange.newBuilder()
            .setChannel(Channel.CHANNEL_EMAIL)
            .setStatus(ConsentStatus.CONSENT_STATUS_DENIED);
    office.push(office.edit(known.id()).addConsents(denied));
  }

  private static boolean isOptedOut(String shown) {
    return shown.contains("\"communicationPreferenceEmail\":false")
        || shown.contains("\"marketingConsent\":\"deny\"");
  }

  private static JsonNode asked(Office office, String kind) {
    return Office.await(
            () ->
                office.worklist("Approval").stream()
                    .filter(question -> question.path("kind").asString().equals(kind))
                    .toList(),
            questions -> !questions.isEmpty())
        .getFirst();
  }

  private static void decide(Office office, String answer, JsonNode question, String why) {
    var decided =
        office.ask(
            "mutation ($id: ID!, $why: String!) { %s(id: $id, why: $why) { __typename } }"
                .formatted(answer),
            Map.of("id", question.path("id").asString(), "why", why));
    assertThat(decided.at("/%s/__typename".formatted(answer)).asString()).isEqualTo("Decided");
  }

  private static JsonNode alert(Office office, String cause) {
    return office
        .integration()
        .path("alerts")
        .valueStream()
        .filter(alert -> alert.path("cause").asString().equals(cause))
        .findFirst()
        .orElseThrow();
  }

  private static long archived(Office office, List<Known> people) {
    return people.stream()
        .filter(known -> !office.contact(known.id()).path("archivedAt").isNull())
        .count();
  }

  private static long called(Desk desk, List<Known> people, String surname) {
    return people.stream()
        .filter(known -> desk.look(known.externalId()).path("surname").asString().equals(surname))
        .count();
  }
}
