package com.nurturehub.crm.connector.reapit;

import static com.nurturehub.crm.testkit.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.sandbox.reapit.ReapitOptions;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.Times;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReapitPushTest {

  private final AtReapit reapit = AtReapit.with(40);
  private final Map<String, String> defaults = staffOf(reapit);

  @AfterEach
  void close() {
    reapit.close();
  }

  // ---- changes to contacts that Reapit has

  @Test
  void only_what_changed_is_written_and_read_back() {
    var before = created("{'surname':'Byron','forename':'Ada','mobilePhone':'07400 123456'}");

    var result = push(update(before, named(before, "Ms", "Ada", "Lovelace"), ContactField.SURNAME));

    assertThat(written()).containsExactly("{\"surname\":\"Lovelace\"}");
    assertThat(readBack(result).details().name()).isEqualTo(new PersonName("", "Ada", "Lovelace"));
  }

  @Test
  void an_empty_part_clears_what_was_there() {
    var before = created("{'surname':'Byron','forename':'Ada','title':'Ms'}");

    var result = push(update(before, named(before, "", "Ada", "Byron"), ContactField.TITLE));

    assertThat(readBack(result).details().name().title()).isEmpty();
  }

  @Test
  void an_address_is_written_as_a_whole_and_can_be_cleared() {
    var before = created("{'surname':'Byron'}");
    var home = new PostalAddress("", "12", "High Street", "", "Oxford", "", "OX1 1AA", "GB");

    var moved = push(update(before, living(before, home), ContactField.ADDRESS));
    var current = readBack(moved);
    var gone = push(update(current, living(current, PostalAddress.NONE), ContactField.ADDRESS));

    assertThat(current.details().address()).isEqualTo(home);
    assertThat(readBack(gone).details().address()).isEqualTo(PostalAddress.NONE);
  }

  @Test
  void a_phone_that_stays_keeps_the_agents_spelling() {
    var before =
        created("{'surname':'Byron','homePhone':'01865 522111 ','mobilePhone':'07400 123456'}");
    var phones = List.of(new PhoneNumber("+441865522111"), new PhoneNumber("+447400654321"));

    var result = push(update(before, called(before, phones), ContactField.PHONES));

    assertThat(written()).containsExactly("{\"mobilePhone\":\"+447400654321\"}");
    assertThat(reapit.desk().look(before.id().value()).path("homePhone").asString())
        .isEqualTo("01865 522111 ");
    assertThat(readBack(result).details().phones()).containsExactlyInAnyOrderElementsOf(phones);
  }

  @Test
  void many_addresses_and_numbers_find_a_place() {
    var before =
        created(
            "{'surname':'Byron','email':'ada@example.com','additionalContactDetails':"
                + "[{'type':'Web','value':'https://ada.example'}]}");
    var wanted =
        with(
            before,
            List.of("ada@example.com", "byron@example.com", "a.b@example.org"),
            List.of("+441865522111", "+447400123456", "+442079460018", "+33142685300"));

    var result = push(update(before, wanted, ContactField.EMAILS, ContactField.PHONES));

    assertThat(readBack(result).details().emails())
        .containsExactlyInAnyOrderElementsOf(wanted.emails());
    assertThat(readBack(result).details().phones())
        .containsExactlyInAnyOrderElementsOf(wanted.phones());
    assertThat(reapit.desk().look(before.id().value()).toString()).contains("https://ada.example");
  }

  @Test
  void a_text_in_place_of_an_address_is_never_wiped_unseen() {
    var before = created("{'surname':'Byron','email':'ask the wife'}");
    var wanted = with(before, List.of("ada@example.com"), List.of());

    var result = push(update(before, wanted, ContactField.EMAILS));

    assertThat(readBack(result).details().emails()).isEqualTo(wanted.emails());
    assertThat(reapit.desk().look(before.id().value()).path("email").asString())
        .isEqualTo("ask the wife");
  }

  @Test
  void categories_are_told_and_those_that_mean_nothing_here_stay() {
    var before = created("{'surname':'Byron','categoryIds':['VEN','SOL']}");
    var details = before.details();
    var wanted =
        new ContactDetails(
            details.name(),
            details.emails(),
            details.phones(),
            details.address(),
            Set.of(ContactCategory.LANDLORD));

    push(update(before, wanted, ContactField.CATEGORIES));

    assertThat(written()).containsExactly("{\"categoryIds\":[\"SOL\",\"LAN\"]}");
  }

  @Test
  void an_opt_out_from_everything_is_reapits_own_denial() {
    var before = created("{'surname':'Byron','marketingConsent':'grant'}");

    var result = push(saying(before, ConsentStatus.DENIED, Channel.values()));

    assertThat(written()).containsExactly("{\"marketingConsent\":\"deny\"}");
    assertThat(readBack(result).consents().values())
        .allMatch(claim -> claim.status() == ConsentStatus.DENIED);
  }

  @Test
  void what_reapit_shows_already_is_not_written_again() {
    var before = created("{'surname':'Byron','marketingConsent':'deny'}");

    var result = push(saying(before, ConsentStatus.DENIED, Channel.EMAIL));

    assertThat(result).isInstanceOf(Landed.class);
    assertThat(written()).isEmpty();
  }

  @Test
  void signals_go_into_the_metadata_with_our_id_and_nothing_personal() {
    var before = created("{'surname':'Byron'}");
    var contact =
        hub(before.details())
            .with(
                hub(before.details())
                    .signals()
                    .with(new Signal.ScoreChanged(72, true, Times.NINE))
                    .with(new Signal.StatusChanged(ContactStatus.HOT, Times.NINE))
                    .with(new Signal.Engaged(Signal.Engagement.CLICKED, Times.NINE)));

    push(
        new ContactChange.Update(
            contact,
            contact.details(),
            PushContent.of(Set.of(SignalKind.SCORE)),
            before.id(),
            before.tag(),
            Fingerprint.of(before)));

    var metadata = reapit.desk().look(before.id().value()).path("metadata");
    assertThat(metadata.path("nurtureHubId").asString()).isEqualTo(contact.id().toString());
    assertThat(metadata.path("score").asInt()).isEqualTo(72);
    assertThat(metadata.path("status").asString()).isEqualTo("hot");
    assertThat(metadata.path("clicked").asInt()).isEqualTo(1);
    assertThat(reapit.calls("contacts.get")).isEqualTo(1);
  }

  @Test
  void a_lost_race_writes_nothing_and_shows_who_was_faster() {
    var before = created("{'surname':'Byron'}");
    reapit.desk().edit(before.id().value(), AtReapit.json("{'forename':'Augusta'}"));

    var result = push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME));

    assertThat(result).isInstanceOf(Moved.class);
    assertThat(((Moved) result).current().details().name().forename()).isEqualTo("Augusta");
    assertThat(reapit.desk().look(before.id().value()).path("surname").asString())
        .isEqualTo("Byron");
  }

  @Test
  void a_tag_that_moved_for_what_nobody_sees_is_no_lost_race() {
    var before = created("{'surname':'Byron'}");
    reapit.desk().touchUnseen(before.id().value());

    var result = push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME));

    assertThat(readBack(result).details().name().surname()).isEqualTo("Lovelace");
  }

  @Test
  void without_a_tag_the_version_is_looked_at_first() {
    var before = created("{'surname':'Byron'}");
    var change = update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME);
    var untagged =
        new ContactChange.Update(
            change.contact(),
            change.details(),
            change.content(),
            change.externalId(),
            Optional.empty(),
            Fingerprint.of(untagged(before)));

    assertThat(readBack(push(untagged)).details().name().surname()).isEqualTo("Lovelace");

    assertThat(push(untagged)).isInstanceOf(Moved.class);
  }

  @Test
  void a_contact_that_is_gone_is_gone() {
    var before = created("{'surname':'Byron'}");
    reapit.desk().erase(before.id().value());

    assertThat(push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME)))
        .isEqualTo(new Gone());
  }

  @Test
  void what_reapit_does_not_accept_is_said_without_the_value() {
    var before = created("{'surname':'Byron'}");
    var name = "Lovelace".repeat(20);

    var result = push(update(before, named(before, "", "", name), ContactField.SURNAME));

    assertThat(((Refused) result).reason())
        .startsWith("Reapit did not accept: surname – ")
        .doesNotContain("Lovelace");
  }

  @Test
  void an_opt_out_gets_through_whatever_else_is_refused() {
    var before = created("{'surname':'Byron','marketingConsent':'grant'}");
    var name = "Lovelace".repeat(20);
    var change = update(before, named(before, "", "", name), ContactField.SURNAME);
    var denied = saying(before, ConsentStatus.DENIED, Channel.values());
    var both =
        new ContactChange.Update(
            change.contact().with(denied.contact().consents()),
            change.details(),
            change.content().and(denied.content()),
            before.id(),
            before.tag(),
            change.compared());

    assertThat(push(both)).isInstanceOf(Refused.class);

    assertThat(reapit.sandbox.reapit().journal().optOuts()).hasSize(1);
  }

  @Test
  void an_archived_contact_can_be_opted_out_and_nothing_else() {
    var live = created("{'surname':'Byron','marketingConsent':'grant'}");
    reapit.desk().archive(live.id().value());
    var before = reapit.look(live.id().value());

    var renamed = push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME));
    var optedOut = push(saying(before, ConsentStatus.DENIED, Channel.values()));

    assertThat(((Refused) renamed).reason()).contains("archive");
    assertThat(readBack(optedOut).consents().values())
        .allMatch(claim -> claim.status() == ConsentStatus.DENIED);
  }

  @Test
  void the_rest_of_a_push_with_an_opt_out_is_left_to_a_person_in_the_archive() {
    var live = created("{'surname':'Byron','marketingConsent':'grant'}");
    reapit.desk().archive(live.id().value());
    var before = reapit.look(live.id().value());
    var denied = saying(before, ConsentStatus.DENIED, Channel.values());
    var content =
        denied
            .content()
            .and(new PushContent(Set.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of()));

    var result =
        push(
            new ContactChange.Update(
                denied.contact(),
                named(before, "", "", "Lovelace"),
                content,
                before.id(),
                before.tag(),
                Fingerprint.of(before)));

    assertThat(((Landed) result).declined())
        .isEqualTo(new Declined(Set.of(ContactField.SURNAME), Set.of()));
  }

  @Test
  void a_change_whose_answer_was_lost_is_ambiguous() {
    var before = created("{'surname':'Byron'}");
    reapit.harm(new Harm.CutAfter(), "contacts.update", 1);

    assertThatThrownBy(
            () -> push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME)))
        .isInstanceOf(CrmFailure.Ambiguous.class);
  }

  @Test
  void a_change_that_was_turned_away_can_be_made_again() {
    var before = created("{'surname':'Byron'}");
    reapit.harm(
        new Harm.Refuse(List.of(429), Optional.of(Duration.ofSeconds(3))), "contacts.update", 1);

    var failure =
        catchThrowableOfType(
            CrmFailure.Transient.class,
            () -> push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME)));

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
  }

  @Test
  void a_change_that_cannot_be_read_back_has_landed_all_the_same() {
    var before = created("{'surname':'Byron'}");
    reapit.harm(new Harm.Refuse(List.of(500), Optional.empty()), "contacts.get", 100);

    var result = push(update(before, named(before, "", "", "Lovelace"), ContactField.SURNAME));

    assertThat(result).isEqualTo(new Landed(before.id(), Optional.empty(), false));
  }

  // ---- contacts that Reapit does not have

  @ParameterizedTest
  @EnumSource(ReapitOptions.Location.class)
  void a_new_contact_is_created_once_wherever_reapit_says_it_is(ReapitOptions.Location location) {
    reapit.sandbox.reapit().setOptions(ReapitOptions.usual().withLocation(location));

    var result = push(create(ada(), false));

    var current = readBack(result);
    assertThat(current.details()).isEqualTo(ada().details());
    assertThat(current.reference()).contains(ada().id());
    assertThat(createdIds()).containsExactly(List.of(current.id().value()));
  }

  @Test
  void a_new_contact_with_many_addresses_and_numbers_lacks_none() {
    var person =
        ada()
            .at("ada@example.com", "byron@example.com")
            .on("+441865522111", "+447400123456", "+442079460018", "+33142685300");

    var current = readBack(push(create(person, false)));

    assertThat(current.details().emails())
        .containsExactlyInAnyOrderElementsOf(person.details().emails());
    assertThat(current.details().phones())
        .containsExactlyInAnyOrderElementsOf(person.details().phones());
  }

  @Test
  void a_new_contact_is_waited_for_where_the_replica_lags() {
    reapit
        .sandbox
        .reapit()
        .setOptions(ReapitOptions.usual().withReplicaDelay(Duration.ofMillis(150)));
    try (var patient = AtReapit.application(reapit.settings, pause -> sleep(40))) {
      var result =
          patient.connectTo(AtReapit.at(AtReapit.CUSTOMER)).pushContact(create(ada(), false));

      assertThat(readBack(result).details()).isEqualTo(ada().details());
    }
  }

  @Test
  void a_create_whose_answer_was_lost_is_found_and_not_repeated() {
    reapit.harm(new Harm.CutAfter(), "contacts.create", 1);

    assertThatThrownBy(() -> push(create(ada(), false))).isInstanceOf(CrmFailure.Ambiguous.class);
    var result = push(create(ada(), true));

    assertThat(((Landed) result).found()).isTrue();
    assertThat(createdIds()).hasSize(1).allMatch(ids -> ids.size() == 1);
  }

  @Test
  void a_create_that_was_lost_before_it_arrived_is_made() {
    reapit.harm(new Harm.CutBefore(), "contacts.create", 1);

    assertThatThrownBy(() -> push(create(ada(), false))).isInstanceOf(CrmFailure.Ambiguous.class);
    var result = push(create(ada(), true));

    assertThat(((Landed) result).found()).isFalse();
    assertThat(createdIds()).hasSize(1).allMatch(ids -> ids.size() == 1);
  }

  @Test
  void whoever_an_agent_has_created_meanwhile_is_not_created_again() {
    var there = created("{'surname':'Byron','forename':'Ada','email':'ada@example.com'}");

    var result = push(create(ada(), false));

    assertThat(((Moved) result).current().id()).isEqualTo(there.id());
    assertThat(createdIds()).isEmpty();
  }

  @Test
  void somebody_else_at_the_same_address_is_somebody_else() {
    created("{'surname':'Byron','forename':'Annabella','email':'ada@example.com'}");

    assertThat(push(create(ada(), false))).isInstanceOf(Landed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"officeId", "negotiatorId"})
  void a_default_that_is_missing_is_named(String name) {
    var change = create(ada(), false);
    var lacking = new HashMap<>(defaults);
    lacking.remove(name);

    var result =
        push(
            new ContactChange.Create(
                change.contact(), change.details(), change.content(), lacking, false));

    assertThat(((Refused) result).reason()).contains(name);
    assertThat(reapit.calls("contacts.create")).isZero();
  }

  @Test
  void nobody_is_created_without_a_surname_or_a_way_to_reach_them() {
    assertThat(push(create(ada().surnamed(""), false)))
        .isEqualTo(new Refused("Reapit takes no contact without a surname."));
    assertThat(push(create(ada().at().on(), false)))
        .isEqualTo(
            new Refused("Reapit takes no contact without a phone number or e-mail address."));
  }

  @Test
  void an_unknown_office_is_refused_in_words() {
    var change = create(ada(), false);

    var result =
        push(
            new ContactChange.Create(
                change.contact(),
                change.details(),
                change.content(),
                Map.of("officeId", "NOWHERE", "negotiatorId", "NOBODY"),
                false));

    assertThat(((Refused) result).reason()).contains("default office");
  }

  // ---- arrangements

  private PushResult push(ContactChange change) {
    return reapit.connector().pushContact(change);
  }

  private CrmContact created(String json) {
    var contact = reapit.look(reapit.desk().create(AtReapit.json(json)));
    reapit.sandbox.clock().advance(Duration.ofSeconds(5));
    reapit.forgetCalls();
    return contact;
  }

  /// Whoever an agent at the desk would put down.
  static Map<String, String> staffOf(AtReapit reapit) {
    var somebody =
        reapit.desk().look(reapit.desk().create(AtReapit.json("{'surname':'Somebody'}")));
    return Map.of(
        "officeId", somebody.path("officeIds").path(0).asString(),
        "negotiatorId", somebody.path("negotiatorIds").path(0).asString());
  }

  private static CrmContact untagged(CrmContact contact) {
    return new CrmContact(
        contact.id(),
        contact.details(),
        contact.consents(),
        contact.modifiedAt(),
        contact.archived(),
        Optional.empty(),
        contact.reference(),
        contact.household());
  }

  private List<String> written() {
    return reapit.told("contacts.update").stream().map(Told::body).toList();
  }

  private List<List<String>> createdIds() {
    return List.copyOf(reapit.sandbox.reapit().journal().createdByReference().values());
  }

  private static CrmContact readBack(PushResult result) {
    return ((Landed) result).readBack().orElseThrow();
  }

  private static ContactChange.Update update(
      CrmContact before, ContactDetails wanted, ContactField... fields) {
    return new ContactChange.Update(
        hub(wanted),
        wanted,
        new PushContent(Set.of(fields), Set.of(), Set.of(), Set.of()),
        before.id(),
        before.tag(),
        Fingerprint.of(before));
  }

  private static ContactChange.Update saying(
      CrmContact before, ConsentStatus status, Channel... channels) {
    var consents = Consents.UNASKED;
    for (var channel : channels) {
      consents = consents.with(channel, new Consent(status, Times.TEN));
    }
    return new ContactChange.Update(
        hub(before.details()).with(consents),
        before.details(),
        new PushContent(Set.of(), Set.of(), Set.of(channels), Set.of()),
        before.id(),
        before.tag(),
        Fingerprint.of(before));
  }

  private ContactChange.Create create(Person person, boolean uncertain) {
    var contact = person.inHub(Times.NINE);
    return new ContactChange.Create(
        contact, contact.details(), PushContent.NOTHING, defaults, uncertain);
  }

  private static Contact hub(ContactDetails details) {
    return Contact.fresh(ada().id(), details, Consents.UNASKED, ImportSource.MANUAL, Times.NINE);
  }

  private static ContactDetails named(
      CrmContact before, String title, String forename, String surname) {
    var details = before.details();
    return new ContactDetails(
        new PersonName(title, forename, surname),
        details.emails(),
        details.phones(),
        details.address(),
        details.categories());
  }

  private static ContactDetails living(CrmContact before, PostalAddress address) {
    var details = before.details();
    return new ContactDetails(
        details.name(), details.emails(), details.phones(), address, details.categories());
  }

  private static ContactDetails called(CrmContact before, List<PhoneNumber> phones) {
    var details = before.details();
    return new ContactDetails(
        details.name(), details.emails(), phones, details.address(), details.categories());
  }

  private static ContactDetails with(CrmContact before, List<String> emails, List<String> phones) {
    var details = before.details();
    return new ContactDetails(
        details.name(),
        emails.stream().map(EmailAddress::new).toList(),
        phones.stream().map(PhoneNumber::new).toList(),
        details.address(),
        details.categories());
  }

  private static void sleep(long millis) {
    Sleeper.system().sleep(Duration.ofMillis(millis));
  }
}
