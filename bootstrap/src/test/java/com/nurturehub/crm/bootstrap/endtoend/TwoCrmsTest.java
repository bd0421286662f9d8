package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.v1.Channel;
import com.nurturehub.crm.v1.ConsentChange;
import com.nurturehub.crm.v1.ConsentStatus;
import com.nurturehub.crm.v1.ListContactsRequest;
import com.nurturehub.crm.v1.PushContactRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An agency with two CRMs that both know the same people.
class TwoCrmsTest {

  private static TheService service;
  private static Office office;
  private static Desk reapit;
  private static Desk street;
  private static Both anna;
  private static Both bella;
  private static Both clara;
  private static Both dora;

  /// Somebody in both CRMs, and in NurtureHub once.
  private record Both(String inReapit, String inStreet, String surname) {

    String id() {
      return office
          .contacts()
          .listContacts(
              ListContactsRequest.newBuilder().setAgency(office.agency()).setQuery(surname).build())
          .getContactsList()
          .getFirst()
          .getId();
    }
  }

  @BeforeAll
  static void connect() {
    service = TheService.running();
    office = service.office("two-crms");
    reapit = service.sandbox().reapit().desk("TWN");
    street = service.sandbox().street().desk("TWINS");
    anna = both("Annason");
    bella = both("Bellason");
    clara = both("Clarason");
    dora = both("Dorason");
    office.connect("TWN");
    office.endedRun();
    office.connect("STREET", "token", "street-TWINS");
    office.endedRun("STREET");
  }

  @Test
  void the_same_person_in_both_is_one_contact_with_two_links() {
    assertThat(office.contact(anna.id()).path("links").valueStream())
        .extracting(
            link -> link.path("provider").asString(), link -> link.path("externalId").asString())
        .containsExactlyInAnyOrder(
            tuple("REAPIT", anna.inReapit()), tuple("STREET", anna.inStreet()));
  }

  @Test
  void a_name_changed_in_one_reaches_the_other_and_comes_to_rest() {
    reapit.edit(anna.inReapit(), object().put("surname", "Annason-King"));
    office.sync();

    Office.await(() -> streetShows(anna, "last_name"), "Annason-King"::equals);
    office.sync("STREET");
    var writes = writesAtBoth();
    office.sync();
    office.sync("STREET");

    assertThat(writesAtBoth()).isEqualTo(writes);
    assertThat(office.contact(anna.id()).at("/details/surname").asString())
        .isEqualTo("Annason-King");
  }

  @Test
  void an_opt_out_in_one_is_in_force_here_with_its_sync_and_in_the_other_by_itself() {
    assertThat(office.contact(bella.id()).path("reachableOn")).isNotEmpty();

    reapit.edit(bella.inReapit(), object().put("marketingConsent", "deny"));
    office.sync();

    assertThat(office.contact(bella.id()).path("reachableOn")).isEmpty();
    Office.await(() -> deniedInStreet(bella), denied -> denied);
    grantedAnHourAgo(bella);
    office.sync();
    office.fullPass(service, CrmProvider.STREET);
    assertThat(office.contact(bella.id()).path("reachableOn")).isEmpty();
    assertThat(deniedInReapit(bella)).isTrue();
    assertThat(deniedInStreet(bella)).isTrue();
  }

  @Test
  void an_opt_out_in_street_reaches_reapit() {
    street.edit(clara.inStreet(), object().put("marketing_consent", false));
    office.sync("STREET");

    assertThat(office.contact(clara.id()).path("reachableOn")).isEmpty();
    Office.await(() -> deniedInReapit(clara), denied -> denied);
  }

  @Test
  void an_opt_out_here_reaches_both_and_a_grant_made_there_before_it_does_not_undo_it() {
    office.push(consents(dora, ConsentStatus.CONSENT_STATUS_DENIED));
    Office.await(() -> deniedInReapit(dora) && deniedInStreet(dora), denied -> denied);

    reapit.edit(dora.inReapit(), granting());
    assertThat(deniedInReapit(dora)).isFalse();
    office.push(consents(dora, ConsentStatus.CONSENT_STATUS_DENIED));
    office.sync();

    assertThat(office.contact(dora.id()).path("reachableOn")).isEmpty();
    Office.await(() -> deniedInReapit(dora), denied -> denied);
    assertThat(deniedInStreet(dora)).isTrue();
  }

  private static void grantedAnHourAgo(Both person) {
    var longAgo = Instant.now().minus(Duration.ofHours(1));
    office.push(
        consents(person, ConsentStatus.CONSENT_STATUS_GRANTED)
            .setOccurredAt(Timestamp.newBuilder().setSeconds(longAgo.getEpochSecond())));
  }

  private static PushContactRequest.Builder consents(Both person, ConsentStatus status) {
    return office
        .edit(person.id())
        .addAllConsents(
            Stream.of(
                    Channel.CHANNEL_EMAIL,
                    Channel.CHANNEL_PHONE,
                    Channel.CHANNEL_SMS,
                    Channel.CHANNEL_POST)
                .map(channel ->
                    ConsentChange.newBuilder().setChannel(channel).setStatus(status).build())
                .toList());
  }

  private static Both both(String surname) {
    var email = surname.toLowerCase(Locale.ROOT) + "@example.org";
    var inReapit =
        reapit.create(
            granting()
                .put("title", "Ms")
                .put("forename", "Kim")
                .put("surname", surname)
                .put("email", email));
    var person =
        object()
            .put("title", "Ms")
            .put("first_name", "Kim")
            .put("last_name", surname)
            .put("marketing_consent", true);
    person.putArray("email_addresses").addObject().put("value", email).put("primary", true);
    return new Both(inReapit, street.create(person), surname);
  }

  private static ObjectNode granting() {
    return object()
        .put("marketingConsent", "grant")
        .put("communicationPreferenceEmail", true)
        .put("communicationPreferencePhone", true)
        .put("communicationPreferenceSMS", true)
        .put("communicationPreferenceLetter", true);
  }

  private static String streetShows(Both person, String attribute) {
    return street.look(person.inStreet()).at("/attributes/" + attribute).asString();
  }

  private static boolean deniedInStreet(Both person) {
    var shown = street.look(person.inStreet()).path("attributes");
    return !shown.path("marketing_consent").asBoolean(true)
        || !shown.at("/contact_preferences/email").asBoolean();
  }

  private static boolean deniedInReapit(Both person) {
    var shown = reapit.look(person.inReapit());
    return shown.path("marketingConsent").asString().equals("deny")
        || !shown.path("communicationPreferenceEmail").asBoolean();
  }

  private static int writesAtBoth() {
    return service.sandbox().reapit().journal().writes().stream()
            .filter(told -> told.customer().equals("TWN"))
            .toList()
            .size()
        + service.sandbox().street().journal().writes().stream()
            .filter(told -> told.customer().equals("TWINS"))
            .toList()
            .size();
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
