package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.nurturehub.crm.bootstrap.endtoend.AtCrm.Person;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.v1.ConnectRequest;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All four CRMs, each at its own, and two at a time at one agency.
class FourCrmsTest {

  private final TheService service = TheService.running();

  /// Every other one over gRPC.
  @Test
  void all_four_connect_sync_and_are_told_of_a_change() {
    var office = service.office("all-four");
    var reapit = new AtCrm(office, "REAPIT", "customer", "ALL");
    var alto = new AtCrm(office, "ALTO", "agencyRef", TheService.ALTO_OF_ALL);
    var street = new AtCrm(office, "STREET", "token", "street-ALL");
    var loop = new AtCrm(office, "LOOP", "apiKey", TheService.LOOP_OF_ALL);

    reapit.connect();
    connectByGrpc(office, CrmProvider.CRM_PROVIDER_ALTO, "agencyRef", TheService.ALTO_OF_ALL);
    street.connect();
    connectByGrpc(office, CrmProvider.CRM_PROVIDER_LOOP, "apiKey", TheService.LOOP_OF_ALL);

    for (var at : new AtCrm[] {reapit, alto, street, loop}) {
      assertThat(at.firstSync().at("/tally/read").asInt()).as(at.provider()).isPositive();
      var somebody = at.somebody();
      assertThat(rename(office, somebody, at.provider())).isEqualTo(Push.State.STATE_DELIVERED);
      assertThat(desk(at).look(somebody.record()).toString()).contains("Quartet");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REAPIT, customer,  TKN",
    "ALTO,   agencyRef, 0f0f0f0f-0000-4000-8000-000000000003",
    "STREET, token,     street-TKN",
    "LOOP,   apiKey,    70c3a000-0000-4000-8000-5a2db0c0ffee",
  })
  void an_account_is_one_agencys_and_no_others(String provider, String field, String value) {
    var first = new AtCrm(service.office("first-at-" + provider), provider, field, value);
    var second = new AtCrm(service.office("second-at-" + provider), provider, field, value);

    assertThat(first.connect()).isEqualTo("Connected");
    assertThat(second.connect()).isEqualTo("AccountTaken");
    assertThat(second.status()).isEqualTo("NOT_CONNECTED");
    assertThat(first.status()).isEqualTo("ACTIVE");
  }

  @Test
  void what_is_edited_in_reapit_or_in_street_arrives_in_the_other_and_settles() {
    var office = service.office("reapit-and-street");
    var reapit = new AtCrm(office, "REAPIT", "customer", "CNV");
    var street = new AtCrm(office, "STREET", "token", "street-CNV");
    var there =
        desk(reapit)
            .create(json("{'forename': 'Jo', 'surname': 'Bell', 'email': 'jo@settles.example'}"));
    var here =
        desk(street)
            .create(
                json(
                    "{'title': 'Ms', 'first_name': 'Jo', 'last_name': 'Bell', 'email_addresses':"
                        + " [{'value': 'jo@settles.example', 'notes': null, 'primary': true}]}"));
    together(reapit, street);

    desk(reapit).edit(there, json("{'surname': 'Lovelace'}"));
    reapit.sync();
    awaitShown(street, here, "Lovelace");
    desk(street).edit(here, json("{'first_name': 'Josephine'}"));
    street.sync();
    awaitShown(reapit, there, "Josephine");

    settles(reapit, street);
    assertThat(desk(reapit).look(there).path("surname").asString()).isEqualTo("Lovelace");
  }

  @Test
  void what_is_edited_in_alto_or_in_loop_arrives_in_the_other_and_settles() {
    var office = service.office("alto-and-loop");
    var alto = new AtCrm(office, "ALTO", "agencyRef", TheService.ALTO_CONVERGING);
    var loop = new AtCrm(office, "LOOP", "apiKey", TheService.LOOP_CONVERGING);
    var there =
        desk(alto)
            .create(
                json(
                    "{'people': [{'forename': 'Jo', 'surname': 'Bell',"
                        + " 'emailAddresses': [{'address': 'jo@settles.example'}]}]}"));
    var here =
        desk(loop)
            .create(
                json(
                    "{'roles': ['Buyer'], 'firstName': 'Jo', 'lastName': 'Bell',"
                        + " 'email': 'jo@settles.example'}"));
    together(alto, loop);

    desk(loop).edit(here, json("{'lastName': 'Lovelace'}"));
    loop.sync();
    awaitShown(alto, there, "Lovelace");
    desk(alto).edit(there, json("{'people': [{'forename': 'Josephine', 'surname': 'Lovelace'}]}"));
    alto.sync();
    awaitShown(loop, here, "Josephine");

    settles(alto, loop);
  }

  @Test
  void what_street_cannot_take_waits_for_a_person_until_street_shows_it() {
    var office = service.office("by-hand");
    var street = new AtCrm(office, "STREET", "token", "street-HND");
    street.connect();
    street.firstSync();
    var somebody = street.somebody();

    var told =
        office
            .contacts()
            .pushContact(
                PushContactRequest.newBuilder()
                    .setAgency(office.agency())
                    .setRequestId(UUID.randomUUID().toString())
                    .setContactId(somebody.id())
                    .setDetails(ContactDetails.newBuilder().addEmails("new@by-hand.example"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("emails"))
                    .build());

    assertThat(told).isNotNull();
    var item = Office.await(street::byHand, items -> !items.isEmpty()).getFirst();
    assertThat(item.at("/node/what").asString()).isEqualTo("EMAILS");
    assertThat(item.at("/node/value").asString()).contains("new@by-hand.example");
    assertThat(item.at("/node/contact/id").asString()).isEqualTo(somebody.id());
    street.sync();
    assertThat(street.byHand()).as("it stays").hasSize(1);
    assertThat(writes(street)).as("it is not sent").isZero();

    desk(street)
        .edit(
            somebody.record(),
            json(
                "{'email_addresses': [{'value': 'new@by-hand.example', 'notes': null,"
                    + " 'primary': true}]}"));
    street.sync();

    assertThat(Office.await(street::byHand, items -> items.isEmpty())).isEmpty();
    assertThat(office.contact(somebody.id()).at("/details/emails/0").asString())
        .isEqualTo("new@by-hand.example");
  }

  /// Both connected, and whom both know is one contact.
  private static void together(AtCrm one, AtCrm other) {
    assertThat(one.connect()).isEqualTo("Connected");
    one.firstSync();
    assertThat(other.connect()).isEqualTo("Connected");
    other.firstSync();
  }

  /// A quiet pass through both writes nothing to either.
  private void settles(AtCrm one, AtCrm other) {
    one.sync();
    other.sync();
    var before = writes(one) + writes(other);

    one.sync();
    other.sync();

    assertThat(writes(one) + writes(other)).isEqualTo(before);
  }

  private void awaitShown(AtCrm at, String record, String text) {
    Office.await(() -> desk(at).look(record).toString(), shown -> shown.contains(text));
  }

  private static Push.State rename(Office office, Person somebody, String provider) {
    var told =
        office
            .contacts()
            .pushContact(
                PushContactRequest.newBuilder()
                    .setAgency(office.agency())
                    .setRequestId(UUID.randomUUID().toString())
                    .setContactId(somebody.id())
                    .setDetails(ContactDetails.newBuilder().setSurname("Quartet"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("surname"))
                    .setWaitUntilDelivered(true)
                    .build());
    return told.getPushesList().stream()
        .filter(push -> push.getProvider().name().endsWith(provider))
        .findFirst()
        .orElseThrow()
        .getState();
  }

  private static void connectByGrpc(
      Office office, CrmProvider provider, String field, String value) {
    office
        .connectors()
        .connect(
            ConnectRequest.newBuilder()
                .setAgency(office.agency())
                .setProvider(provider)
                .putCredentials(field, value)
                .build());
  }

  private Desk desk(AtCrm at) {
    return crm(at).desk(service.customerOf(at.value()));
  }

  private long writes(AtCrm at) {
    var customer = service.customerOf(at.value());
    return crm(at).journal().writes().stream()
        .filter(told -> told.customer().equals(customer))
        .count();
  }

  private Crm crm(AtCrm at) {
    var sandbox = service.sandbox();
    return switch (at.provider()) {
      case "REAPIT" -> sandbox.reapit();
      case "ALTO" -> sandbox.alto();
      case "STREET" -> sandbox.street();
      default -> sandbox.loop();
    };
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
