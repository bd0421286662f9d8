package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.v1.Alert;
import com.nurturehub.crm.v1.AlertButton;
import com.nurturehub.crm.v1.AlertEvent;
import com.nurturehub.crm.v1.ConnectRequest;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.DisconnectRequest;
import com.nurturehub.crm.v1.WatchAlertsRequest;
import com.nurturehub.crm.v1.WatchAlertsResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Disconnecting a CRM and connecting it again, and access that is taken from us.
class LeavingTest {

  private static final String PARTING =
      """
      query ($provider: CrmProvider!) {
        integration(provider: $provider) {
          status linkedContacts alerts { id cause detail remedy { button } }
          parting { contactsKept pushesWaiting afterwards }
        }
      }
      """;

  private static final String PEOPLE =
      "{ contacts(first: 200) { totalCount edges { node { id links { provider externalId } } } } }";

  private final TheService service = TheService.running();

  @AfterEach
  void lift() {
    service.sandbox().reapit().faults().liftAll();
  }

  /// Reapit and Street over GraphQL, Alto and Loop over gRPC.
  @Test
  void all_four_are_let_go_of_and_taken_up_again_and_nobody_is_lost_or_doubled() {
    var office = service.office("leaving-all");
    var reapit = new AtCrm(office, "REAPIT", "customer", "LVE");
    var alto = new AtCrm(office, "ALTO", "agencyRef", TheService.ALTO_LEFT);
    var street = new AtCrm(office, "STREET", "token", "street-LVE");
    var loop = new AtCrm(office, "LOOP", "apiKey", TheService.LOOP_LEFT);
    var all = List.of(reapit, alto, street, loop);
    for (var at : all) {
      assertThat(at.connect()).isEqualTo("Connected");
      at.firstSync();
    }
    awaitHook("LVE", true);
    var before = people(office);

    for (var at : all) {
      var parting = parting(office, at).path("parting");
      assertThat(parting.path("contactsKept").asInt()).isPositive();
      assertThat(parting.path("afterwards").asString()).isNotBlank();
      if (overGrpc(at)) {
        disconnectByGrpc(office, at);
      } else {
        office.disconnect(at.provider());
      }
      assertThat(at.status()).isEqualTo("DISCONNECTED");
      assertThat(parting(office, at).path("parting").isNull()).isTrue();
      assertThat(parting(office, at).path("alerts")).isEmpty();
    }
    awaitHook("LVE", false);
    assertThat(people(office)).isEqualTo(before);

    for (var at : all) {
      if (overGrpc(at)) {
        connectByGrpc(office, at);
      } else {
        assertThat(at.connect()).isEqualTo("Connected");
      }
      var again = Office.await(() -> office.lastRun(at.provider()), LeavingTest::isFullAndOver);
      assertThat(again.at("/tally/created").asInt()).as(at.provider()).isZero();
    }

    assertThat(people(office)).isEqualTo(before);
    assertThat(office.audited("DISCONNECTED")).hasSize(4);
    assertThat(office.audited("CONNECTED")).hasSize(8);
    assertThat(office.isTrailIntact()).isTrue();
  }

  /// Its records go by the same ids as those of the account before.
  @Test
  void another_account_takes_over_no_ids_and_the_first_finds_its_own_again() {
    var office = service.office("leaving-another");
    var first = new AtCrm(office, "REAPIT", "customer", "ACA");
    var second = new AtCrm(office, "REAPIT", "customer", "ACB");
    assertThat(first.connect()).isEqualTo("Connected");
    first.firstSync();
    var before = people(office);
    var moved = first.somebody();
    assertThat(second.connect()).isEqualTo("CredentialsRefused");
    office.disconnect("REAPIT");

    assertThat(second.connect()).isEqualTo("Connected");
    var tally = second.firstSync().path("tally");
    assertThat(tally.path("read").asInt()).isEqualTo(15);
    assertThat(tally.path("updated").asInt()).isZero();
    assertThat(office.integration().path("linkedContacts").asInt()).isEqualTo(15);
    assertThat(people(office))
        .hasSize(20 + tally.path("created").asInt())
        .contains(moved.id() + "[]")
        .filteredOn(person -> !person.endsWith("[]"))
        .hasSize(15)
        .doesNotContainAnyElementsOf(before);
    var desk = service.sandbox().reapit().desk("ACB");
    var namesake = desk.look(moved.record());
    office.push(office.rename(moved.id(), "Moved"));
    Office.await(
        () -> office.pushesOf(moved.id()), pushes -> pushes.stream().noneMatch(LeavingTest::isDue));
    assertThat(desk.look(moved.record())).isEqualTo(namesake);

    office.disconnect("REAPIT");
    assertThat(first.connect()).isEqualTo("Connected");
    var again = Office.await(() -> office.lastRun("REAPIT"), LeavingTest::isFullAndOver);
    assertThat(again.at("/tally/read").asInt()).isEqualTo(20);
    assertThat(people(office)).containsAll(before);
    Office.await(
        () -> service.sandbox().reapit().desk("ACA").look(moved.record()).toString(),
        shown -> shown.contains("Moved"));
  }

  private static boolean isDue(JsonNode push) {
    return push.path("state").asString().equals("DUE");
  }

  @Test
  void a_crm_out_of_reach_is_let_go_of_and_what_waits_is_told_once_it_is_back() {
    var office = service.office("leaving-unreachable");
    var reapit = new AtCrm(office, "REAPIT", "customer", "LVU");
    assertThat(reapit.connect()).isEqualTo("Connected");
    reapit.firstSync();
    awaitHook("LVU", true);
    var somebody = reapit.somebody();
    service
        .sandbox()
        .reapit()
        .faults()
        .set(Fault.always(new Harm.Refuse(List.of(503), Optional.empty())).forCustomer("LVU"));
    office.push(office.rename(somebody.id(), "Waiting"));
    assertThat(parting(office, reapit).at("/parting/pushesWaiting").asInt()).isEqualTo(1);

    office.disconnect("REAPIT");

    var left = parting(office, reapit);
    assertThat(left.path("status").asString()).isEqualTo("DISCONNECTED");
    assertThat(left.path("alerts")).hasSize(1);
    assertThat(left.at("/alerts/0/cause").asString()).isEqualTo("REVOKE_BY_HAND");
    assertThat(left.at("/alerts/0/detail").asString()).contains("webhook");
    assertThat(office.pushesIn("SET_ASIDE")).hasSize(1);

    var seen =
        office.ask(
            """
            mutation ($id: ID!) {
              acknowledgeAlert(id: $id) { ... on AlertAcknowledged { alert { state } } }
            }
            """,
            Map.of("id", left.at("/alerts/0/id").asString()));
    assertThat(seen.at("/acknowledgeAlert/alert/state").asString()).isEqualTo("RESOLVED");

    lift();
    assertThat(reapit.connect()).isEqualTo("Connected");
    Office.await(
        () -> service.sandbox().reapit().desk("LVU").look(somebody.record()).toString(),
        shown -> shown.contains("Waiting"));
    assertThat(office.pushesIn("SET_ASIDE")).isEmpty();
  }

  @Test
  void access_that_is_taken_in_the_middle_of_a_sync_stops_it_and_giving_it_back_lets_it_go_on() {
    var office = service.office("leaving-revoked");
    var reapit = service.sandbox().reapit();
    reapit
        .faults()
        .set(
            Fault.always(new Harm.Delay(Duration.ofMillis(300)))
                .on("contacts.list")
                .forCustomer("RVK"));
    var alerts = alerts(office);
    office.connect("RVK");
    var begun = Office.await(office::lastRun, run -> run.at("/tally/read").asInt() > 0).path("id");

    reapit.disconnect("RVK");
    var stopped =
        Office.await(
            office::integration, seen -> seen.path("status").asString().equals("SUSPENDED"));
    var read = stopped.at("/lastRun/tally/read").asInt();
    assertThat(read).isBetween(1, 899);
    assertThat(stopped.path("linkedContacts").asInt()).isEqualTo(read);
    assertThat(stopped.path("alerts")).hasSize(1);
    assertThat(stopped.at("/alerts/0/remedy/button").asString()).isEqualTo("RECONNECT");

    var told = new ArrayList<>(until(AlertEvent.Kind.KIND_RAISED, alerts));

    lift();
    reapit.connect("RVK");
    office.connect("RVK");
    var ended = office.endedRun();

    assertThat(ended.path("id")).isEqualTo(begun);
    assertThat(ended.at("/tally/read").asInt()).isEqualTo(900);
    assertThat(ended.at("/tally/created").asInt()).isEqualTo(900);
    assertThat(office.integration().path("linkedContacts").asInt()).isEqualTo(900);
    told.addAll(until(AlertEvent.Kind.KIND_RESOLVED, alerts));
    assertThat(told)
        .extracting(AlertEvent::getKind)
        .containsExactly(AlertEvent.Kind.KIND_RAISED, AlertEvent.Kind.KIND_RESOLVED);
    assertThat(told)
        .extracting(AlertEvent::getAlert)
        .extracting(Alert::getButton)
        .containsOnly(AlertButton.ALERT_BUTTON_RECONNECT);
  }

  private static Iterator<WatchAlertsResponse> alerts(Office office) {
    var stream =
        office
            .connectors()
            .withDeadlineAfter(180, TimeUnit.SECONDS)
            .watchAlerts(WatchAlertsRequest.newBuilder().setAgency(office.agency()).build());
    assertThat(stream.next().getEventsList()).isEmpty();
    return stream;
  }

  private static List<AlertEvent> until(
      AlertEvent.Kind last, Iterator<WatchAlertsResponse> stream) {
    var events = new ArrayList<AlertEvent>();
    while (events.isEmpty() || events.getLast().getKind() != last) {
      events.addAll(stream.next().getEventsList());
    }
    return events;
  }

  private static boolean isFullAndOver(JsonNode run) {
    return run.path("state").asString().equals("SUCCEEDED")
        && run.path("pass").asString().equals("FULL")
        && run.at("/tally/created").asInt() == 0;
  }

  /// Each contact with its links.
  private static Set<String> people(Office office) {
    var people = new TreeSet<String>();
    office
        .ask(PEOPLE)
        .at("/contacts/edges")
        .forEach(edge -> {
          var links = new TreeSet<String>();
          edge.at("/node/links").forEach(link -> links.add(link.toString()));
          people.add(edge.at("/node/id").asString() + links);
        });
    return people;
  }

  private static JsonNode parting(Office office, AtCrm at) {
    return office.ask(PARTING, Map.of("provider", at.provider())).path("integration");
  }

  /// Removing one is a call that the sandbox notes.
  private void awaitHook(String customer, boolean isThere) {
    var operation = isThere ? "resthooks.create" : "resthooks.delete";
    Office.await(
        () ->
            service
                .sandbox()
                .reapit()
                .journal()
                .find(
                    told -> told.customer().equals(customer) && told.operation().equals(operation),
                    10)
                .size(),
        calls -> calls == 1);
  }

  private static boolean overGrpc(AtCrm at) {
    return Set.of("ALTO", "LOOP").contains(at.provider());
  }

  private static CrmProvider provider(AtCrm at) {
    return CrmProvider.valueOf("CRM_PROVIDER_" + at.provider());
  }

  private static void disconnectByGrpc(Office office, AtCrm at) {
    var answer =
        office
            .connectors()
            .disconnect(
                DisconnectRequest.newBuilder()
                    .setAgency(office.agency())
                    .setProvider(provider(at))
                    .build());
    assertThat(answer.getContactsKept()).isPositive();
  }

  private static void connectByGrpc(Office office, AtCrm at) {
    office
        .connectors()
        .connect(
            ConnectRequest.newBuilder()
                .setAgency(office.agency())
                .setProvider(provider(at))
                .putCredentials(at.field(), at.value())
                .build());
  }
}
