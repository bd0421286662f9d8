package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.v1.Channel;
import com.nurturehub.crm.v1.ConsentChange;
import com.nurturehub.crm.v1.ConsentStatus;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.ListContactsRequest;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactResponse;
import com.nurturehub.crm.v1.PushContactsResponse;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is owed to a CRM, until it is delivered, set aside or superseded. Each test has a contact
/// of its own.
class OutboxTest {

  private static final String CUSTOMER = "OUT";

  private static TheService service;
  private static Office office;
  private static Desk desk;
  private static List<Known> contacts;

  @BeforeAll
  static void connect() {
    service = TheService.running();
    office = service.office("outbox");
    desk = service.sandbox().reapit().desk(CUSTOMER);
    assertThat(office.connect(CUSTOMER).path("__typename").asString()).isEqualTo("Connected");
    office.endedRun();
    contacts = office.somebody(20);
  }

  @AfterEach
  void nothing_goes_wrong_any_more() {
    service.sandbox().reapit().faults().liftAll();
  }

  @Test
  void ten_edits_within_a_second_cost_one_patch() {
    var known = contacts.get(0);

    var answers =
        office.burst(
            IntStream.range(0, 10)
                .mapToObj(i -> office.rename(known.id(), "Edit-" + i).build())
                .toList());

    assertThat(answers).allMatch(PushContactsResponse::hasDone);
    assertThat(answers)
        .extracting(answer -> answer.getDone().getPushes(0).getId())
        .containsOnly(answers.getFirst().getDone().getPushes(0).getId());
    Office.await(() -> surnameInTheCrm(known), "Edit-9"::equals);
    office.sync();
    assertThat(patchesOf(known)).hasSize(1);
    assertThat(office.pushesOf(known.id()))
        .extracting(push -> push.path("state").asString())
        .containsExactly("DELIVERED");
  }

  @Test
  void an_edit_waits_for_others_and_an_opt_out_for_nothing() {
    var edit = pushOf(office.push(office.rename(contacts.get(1).id(), "Waiting")));
    var reachable = reachable();
    var optOut = pushOf(office.push(consent(reachable, ConsentStatus.CONSENT_STATUS_DENIED)));

    assertThat(edit.getUrgent()).isFalse();
    assertThat(edit.getNextAttemptAt().getSeconds()).isEqualTo(edit.getQueuedAt().getSeconds() + 1);
    assertThat(optOut.getUrgent()).isTrue();
    assertThat(optOut.getNextAttemptAt()).isEqualTo(optOut.getQueuedAt());
    Office.await(
        () -> desk.look(reachable.externalId()).toString(),
        shown -> shown.contains("\"communicationPreferenceEmail\":false"));
  }

  /// Somebody no other test has.
  private static Known reachable() {
    return office.somebody(60).stream()
        .skip(10)
        .filter(
            known -> office.contact(known.id()).path("reachableOn").toString().contains("EMAIL"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_comes_back_by_poll_is_written_on_neither_side() {
    var known = contacts.get(3);
    delivered(office.rename(known.id(), "Echo"));
    office.sync();
    var rows = new AgencyRows(service.database(), office.agency());
    var here = office.contact(known.id()).path("version").asLong();
    var there = patchesOf(known).size();
    var seen = desk.look(known.externalId());

    var changes = office.sync();
    var everything = office.fullPass(service);

    assertThat(changes.at("/tally/updated").asInt()).isZero();
    assertThat(everything.at("/tally/updated").asInt()).isZero();
    assertThat(office.contact(known.id()).path("version").asLong()).isEqualTo(here);
    assertThat(patchesOf(known)).hasSize(there);
    assertThat(desk.look(known.externalId())).isEqualTo(seen);
    var written = rows.lastWritten();
    office.fullPass(service);
    assertThat(rows.lastWritten()).isEqualTo(written);
  }

  @Test
  void the_same_request_made_many_times_at_once_makes_one_contact() {
    var request =
        office
            .edit("")
            .setDetails(ContactDetails.newBuilder().setForename("Mary").setSurname("Onlyonce"))
            .build();

    var answers = atOnce(8, () -> office.contacts().pushContact(request));

    assertThat(answers).extracting(PushContactResponse::getContactId).containsOnly(idIn(answers));
    assertThat(peopleCalled("Onlyonce")).isEqualTo(1);
  }

  @Test
  void the_same_request_many_times_in_one_burst_is_carried_out_once() {
    var request =
        office
            .edit("")
            .setDetails(ContactDetails.newBuilder().setForename("Mary").setSurname("Oneburst"))
            .build();

    var answers =
        atOnce(4, () -> office.burst(List.of(request, request, request))).stream()
            .flatMap(List::stream)
            .toList();

    assertThat(answers).hasSize(12).allMatch(PushContactsResponse::hasDone);
    assertThat(peopleCalled("Oneburst")).isEqualTo(1);
  }

  @Test
  void a_request_id_with_another_content_is_refused_and_says_so() {
    var first = office.rename(contacts.get(4).id(), "First");
    office.push(first);

    assertThatThrownBy(
            () -> office.push(first.setDetails(ContactDetails.newBuilder().setSurname("Second"))))
        .satisfies(failure -> {
          var status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
          assertThat(status.getCode()).isEqualTo(Status.Code.ALREADY_EXISTS.value());
          assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason())
              .isEqualTo("REQUEST_ID_REUSED");
          assertThat(status.getDetails(1).unpack(BadRequest.class).getFieldViolations(0).getField())
              .isEqualTo("request_id");
        });
    assertThat(office.contact(contacts.get(4).id()).at("/details/surname").asString())
        .isEqualTo("First");
  }

  @Test
  void who_waits_is_answered_within_their_deadline_whatever_the_crm_does() {
    var known = contacts.get(5);
    service
        .sandbox()
        .reapit()
        .faults()
        .set(
            Fault.always(new Harm.Refuse(List.of(503), Optional.empty()))
                .on("contacts.update")
                .forCustomer(CUSTOMER));

    var answer =
        office
            .contacts()
            .withDeadlineAfter(4, TimeUnit.SECONDS)
            .pushContact(office.rename(known.id(), "Patient").setWaitUntilDelivered(true).build());

    assertThat(pushOf(answer).getState()).isEqualTo(Push.State.STATE_DUE);
    assertThat(office.contact(known.id()).at("/details/surname").asString()).isEqualTo("Patient");
    service.sandbox().reapit().faults().liftAll();
    Office.await(() -> surnameInTheCrm(known), "Patient"::equals);
  }

  @Test
  void a_create_whose_answer_was_lost_is_looked_up_and_made_once() {
    createsContacts();
    service
        .sandbox()
        .reapit()
        .faults()
        .set(
            Fault.always(new Harm.CutAfter()).on("contacts.create").forCustomer(CUSTOMER).times(1));

    var contact = office.push(newcomer("Ambiguous")).getContactId();
    var push = ended(contact);

    assertThat(push.path("state").asString()).isEqualTo("DELIVERED");
    assertThat(push.path("note").asString()).isEqualTo("created once, found on retry");
    assertThat(service.sandbox().reapit().journal().createdByReference())
        .hasEntrySatisfying(CUSTOMER + "/" + contact, made -> assertThat(made).hasSize(1));
    office.fullPass(service);
    assertThat(office.contact(contact).path("links")).hasSize(1);
    assertThat(peopleCalled("Ambiguous")).isEqualTo(1);
  }

  @Test
  void a_push_the_crm_refuses_waits_for_a_person_with_a_remedy_and_is_retried() {
    changed("createContacts: true, createDefaults: []");
    var contact = office.push(newcomer("Homeless")).getContactId();

    var aside = ended(contact);

    assertThat(aside.path("state").asString()).isEqualTo("SET_ASIDE");
    assertThat(aside.at("/remedy/todo").asString()).isNotBlank();
    assertThat(office.worklist("Push"))
        .extracting(push -> push.path("id"))
        .contains(aside.path("id"));
    assertThat(office.integration().path("alerts").valueStream())
        .filteredOn(alert -> alert.path("cause").asString().equals("PUSH_REJECTED"))
        .singleElement()
        .extracting(alert -> alert.at("/remedy/button").asString())
        .isEqualTo("RETRY");

    createsContacts();
    office.ask(
        "mutation ($id: ID!) { retry(id: $id) { __typename } }",
        Map.of("id", aside.path("id").asString()));

    Office.await(
        () -> office.pushesOf(contact).getFirst().path("state").asString(), "DELIVERED"::equals);
    Office.await(() -> office.integration().path("alerts"), JsonNode::isEmpty);
    assertThat(office.contact(contact).path("links")).hasSize(1);
  }

  private static void createsContacts() {
    changed(
        """
        createContacts: true, createDefaults: [
          {name: "officeId", value: "OXF"}, {name: "negotiatorId", value: "%s"}]
        """
            .formatted(negotiator()));
  }

  private static String negotiator() {
    return desk.look(contacts.getFirst().externalId()).at("/negotiatorIds/0").asString();
  }

  private static void changed(String settings) {
    var answer =
        office.ask(
            "mutation { changeSettings(input: {provider: REAPIT, %s}) { __typename } }"
                .formatted(settings));
    assertThat(answer.at("/changeSettings/__typename").asString()).isEqualTo("SettingsChanged");
  }

  private static PushContactRequest.Builder newcomer(String surname) {
    return office
        .edit("")
        .setDetails(
            ContactDetails.newBuilder()
                .setForename("Mary")
                .setSurname(surname)
                .addEmails(surname + "@newcomers.example"));
  }

  private static PushContactRequest.Builder consent(Known known, ConsentStatus status) {
    return office
        .edit(known.id())
        .addAllConsents(
            Stream.of(Channel.CHANNEL_EMAIL)
                .map(channel ->
                    ConsentChange.newBuilder().setChannel(channel).setStatus(status).build())
                .toList());
  }

  private static void delivered(PushContactRequest.Builder request) {
    assertThat(pushOf(office.push(request.setWaitUntilDelivered(true))).getState())
        .isEqualTo(Push.State.STATE_DELIVERED);
  }

  private static Push pushOf(PushContactResponse answer) {
    assertThat(answer.getPushesList()).hasSize(1);
    return answer.getPushes(0);
  }

  private static JsonNode ended(String contact) {
    return Office.await(
        () -> office.pushesOf(contact).getFirst(),
        push -> !push.path("state").asString().equals("DUE"));
  }

  private static String idIn(List<PushContactResponse> answers) {
    return answers.getFirst().getContactId();
  }

  private static long peopleCalled(String surname) {
    return office
        .contacts()
        .listContacts(
            ListContactsRequest.newBuilder().setAgency(office.agency()).setQuery(surname).build())
        .getTotalSize();
  }

  private static <T> List<T> atOnce(int many, Supplier<T> what) {
    try (var threads = Executors.newFixedThreadPool(many)) {
      var all =
          IntStream.range(0, many)
              .mapToObj(_ -> CompletableFuture.supplyAsync(what, threads))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    }
  }

  private static String surnameInTheCrm(Known known) {
    return desk.look(known.externalId()).path("surname").asString();
  }

  private static List<Told> patchesOf(Known known) {
    return service.sandbox().reapit().journal().writes().stream()
        .filter(told -> told.customer().equals(CUSTOMER))
        .filter(told -> told.method().equals("PATCH"))
        .filter(told -> told.path().endsWith("/" + known.externalId()))
        .toList();
  }
}
