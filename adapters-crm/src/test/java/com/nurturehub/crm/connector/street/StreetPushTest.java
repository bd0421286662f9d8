package com.nurturehub.crm.connector.street;

import static com.nurturehub.crm.testkit.Person.ada;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.Times;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreetPushTest {

  private static final Map<String, String> DEFAULTS = Map.of("property_uuid", AtStreet.PROPERTY);

  private final AtStreet street = AtStreet.with(40);

  @AfterEach
  void close() {
    street.close();
  }

  // ---- changes to people that Street has

  @Test
  void a_change_carries_both_names_and_all_four_preferences() {
    var before = created("{'contact_preferences': {'text': false}}");

    var result = push(update(before, named(before, "", "Jo", "Ball"), ContactField.SURNAME));

    assertThat(written().getFirst().toString())
        .isEqualTo(
            "{\"first_name\":\"Jo\",\"last_name\":\"Ball\",\"contact_preferences\":"
                + "{\"email\":true,\"post\":true,\"text\":false,\"phone\":true}}");
    assertThat(readBack(result).details().name()).isEqualTo(new PersonName("Ms", "Jo", "Ball"));
  }

  @Test
  void preferences_are_safe_also_where_street_resets_those_left_out() {
    street.options("{'keepsPreferences': false}");
    var before = created("{'marketing_consent': true}");

    push(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME));

    assertThat(street.attributes(before.id().value()).path("contact_preferences").valueStream())
        .allMatch(JsonNode::asBoolean);
  }

  @Test
  void a_title_is_cleared_with_null() {
    var before = created("{}");

    var result = push(update(before, named(before, "", "Jo", "Bell"), ContactField.TITLE));

    assertThat(written().getFirst().path("title").isNull()).isTrue();
    assertThat(readBack(result).details().name().title()).isEmpty();
  }

  @Test
  void a_name_that_shall_become_empty_is_declined_and_left_to_a_person() {
    var before = created("{}");

    var result = push(update(before, named(before, "Ms", "", "Bell"), ContactField.FORENAME));

    assertThat(((Landed) result).declined().fields()).containsExactly(ContactField.FORENAME);
    assertThat(written()).isEmpty();
    assertThat(street.attributes(before.id().value()).path("first_name").asString(""))
        .isEqualTo("Jo");
  }

  @Test
  void the_answer_is_read_back_with_the_categories_it_leaves_out() {
    var before = created("{'applicants': [{'applicant_type': 'sales', 'active': true}]}");

    var result = push(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME));

    assertThat(readBack(result)).isEqualTo(street.look(before.id().value()));
    assertThat(readBack(result).details().categories()).isNotEmpty();
  }

  @Test
  void non_ascii_names_arrive_as_they_are() {
    var before = created("{}");

    var result = push(update(before, named(before, "Ms", "Zoë", "Żółć"), ContactField.SURNAME));

    assertThat(readBack(result).details().name().surname()).isEqualTo("Żółć");
  }

  @Test
  void an_opt_out_of_one_channel_closes_that_one() {
    var before = created("{'marketing_consent': true}");

    var result = push(saying(before, ConsentStatus.DENIED, Channel.EMAIL));

    assertThat(written().getFirst().has("marketing_consent")).isFalse();
    assertThat(said(readBack(result), Channel.EMAIL)).isEqualTo(ConsentStatus.DENIED);
    assertThat(said(readBack(result), Channel.PHONE)).isEqualTo(ConsentStatus.GRANTED);
    assertThat(street.sandbox.street().journal().optOuts()).hasSize(1);
  }

  @Test
  void an_opt_out_of_everything_is_streets_own_denial() {
    var before = created("{'marketing_consent': true}");

    push(saying(before, ConsentStatus.DENIED, Channel.values()));

    assertThat(written().getFirst().path("marketing_consent").isBoolean()).isTrue();
    assertThat(street.attributes(before.id().value()).path("marketing_consent").asBoolean())
        .isFalse();
  }

  @Test
  void an_opt_out_gets_through_although_the_name_beside_it_is_refused() {
    street.spoilsItself();
    var before = created("{'marketing_consent': true}");
    street.harm(new Harm.Refuse(List.of(422), Optional.empty()), "people.update", 1);
    var change =
        new ContactChange.Update(
            hub(named(before, "Ms", "Jo", "Ball")).with(denying(Channel.EMAIL)),
            named(before, "Ms", "Jo", "Ball"),
            new PushContent(
                Set.of(ContactField.SURNAME), Set.of(), Set.of(Channel.EMAIL), Set.of()),
            before.id(),
            before.tag(),
            Fingerprint.of(before));

    assertThat(push(change)).isInstanceOf(Refused.class);
    assertThat(
            street
                .attributes(before.id().value())
                .path("contact_preferences")
                .path("email")
                .asBoolean(true))
        .isFalse();
    assertThat(street.attributes(before.id().value()).path("last_name").asString(""))
        .isEqualTo("Bell");
  }

  @Test
  void what_street_shows_already_is_not_written_again() {
    var before = created("{'contact_preferences': {'email': false}}");

    assertThat(push(saying(before, ConsentStatus.DENIED, Channel.EMAIL)))
        .isInstanceOf(Landed.class);
    assertThat(written()).isEmpty();
  }

  @Test
  void nothing_is_written_over_an_edit_that_we_have_not_seen() {
    var before = created("{}");
    street.agentEdits(before.id().value(), "{'last_name': 'Agent'}");

    var result = push(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME));

    assertThat(result)
        .isInstanceOfSatisfying(
            Moved.class,
            moved -> assertThat(moved.current().details().name().surname()).isEqualTo("Agent"));
    assertThat(written()).isEmpty();
  }

  @Test
  void somebody_deleted_is_gone() {
    var before = created("{}");
    street.desk().archive(before.id().value());

    assertThat(push(update(before, named(before, "", "Jo", "B"), ContactField.SURNAME)))
        .isInstanceOf(Gone.class);
  }

  @Test
  void a_refusal_names_what_is_wrong_and_repeats_nothing_of_it() {
    street.spoilsItself();
    var before = created("{'first_name': ''}");

    var result = push(update(before, named(before, "Ms", "", "Secretname"), ContactField.SURNAME));

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("Street did not accept: first name")
                    .doesNotContain("Secretname"));
  }

  @Test
  void a_change_whose_answer_is_lost_is_ambiguous_and_found_by_a_look() {
    var before = created("{}");
    street.harm(new Harm.CutAfter(), "people.update", 1);
    var change = update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME);

    assertThat(catchThrowableOfType(CrmFailure.class, () -> push(change)))
        .isInstanceOf(CrmFailure.Ambiguous.class);

    assertThat(push(change))
        .isInstanceOfSatisfying(
            Moved.class,
            moved -> assertThat(moved.current().details().name().surname()).isEqualTo("Ball"));
  }

  // ---- signals

  @Test
  void signals_become_one_entry_in_the_persons_activity() {
    var before = created("{}");

    var result = push(scored(before));

    assertThat(result).isInstanceOf(Landed.class);
    assertThat(street.calls("people.get")).isZero();
    var left = left("activity.create").getFirst();
    assertThat(left.path("attributes").path("activity_type").asString(""))
        .isEqualTo("campaign_sent");
    assertThat(left.path("attributes").path("title").asString(""))
        .isEqualTo("NurtureHub: hot lead, score 82 of 100");
    assertThat(left.path("attributes").path("description").asString(""))
        .isEqualTo("Status: hot. Opened: 1.");
    assertThat(left.path("attributes").path("meta").path("score").asInt()).isEqualTo(82);
    assertThat(left.at("/relationships/person/data/id").asString(""))
        .isEqualTo(before.id().value());
  }

  @Test
  void an_entry_whose_answer_was_lost_is_not_made_twice() {
    var before = created("{}");
    street.harm(new Harm.CutAfter(), "activity.create", 1);

    assertThat(push(scored(before))).isInstanceOf(Landed.class);
    assertThat(left("activity.create")).hasSize(1);
  }

  @Test
  void nothing_personal_is_in_an_entry() {
    var before = created("{}");

    push(scored(before));

    assertThat(left("activity.create").getFirst().toString())
        .doesNotContain("Bell", "jo@mail.example");
  }

  // ---- new people

  @Test
  void somebody_new_is_made_by_an_enquiry_and_completed_afterwards() {
    var result = push(create(newcomer(), false));

    var person = readBack(result);
    assertThat(person.details().name()).isEqualTo(new PersonName("Ms", "Ada", "Byron"));
    assertThat(person.details().emails()).isEqualTo(newcomer().details().emails());
    assertThat(said(person, Channel.EMAIL)).isEqualTo(ConsentStatus.GRANTED);
    assertThat(said(person, Channel.PHONE)).isEqualTo(ConsentStatus.DENIED);
    var enquiry = left("enquiries.create").getFirst().path("attributes");
    assertThat(enquiry.path("custom_source").asString("")).isEqualTo("NurtureHub");
    assertThat(enquiry.path("postcode").asString("")).isEqualTo("SW1Y 4JH");
    assertThat(((Landed) result).found()).isFalse();
  }

  @Test
  void what_an_enquiry_cannot_carry_is_declined_and_left_to_a_person() {
    var result = push(create(newcomer().at("ada@example.com", "second@example.com"), false));

    assertThat(((Landed) result).declined().fields())
        .contains(ContactField.EMAILS, ContactField.ADDRESS, ContactField.CATEGORIES)
        .doesNotContain(ContactField.TITLE, ContactField.FORENAME, ContactField.SURNAME);
  }

  @Test
  void without_an_address_or_a_property_nobody_is_made_and_the_reason_is_said() {
    var withoutAddress = push(create(newcomer().at(), false));
    var change = create(newcomer(), false);
    var withoutProperty =
        push(
            new ContactChange.Create(
                change.contact(), change.details(), change.content(), Map.of(), false));

    assertThat(((Refused) withoutAddress).reason()).contains("e-mail address");
    assertThat(((Refused) withoutProperty).reason()).contains("property_uuid");
    assertThat(street.writes()).isEmpty();
  }

  @Test
  void somebody_street_has_already_is_compared_and_not_made_again() {
    var id = street.agentCreates(agents("ADA@example.com"));

    var result = push(create(newcomer(), false));

    assertThat(((Moved) result).current().id().value()).isEqualTo(id);
    assertThat(street.writes()).isEmpty();
  }

  @Test
  void one_made_by_an_attempt_whose_answer_was_lost_is_found_on_retry() {
    street.harm(new Harm.CutAfter(), "enquiries.create", 1);
    assertThat(catchThrowableOfType(CrmFailure.class, () -> push(create(newcomer(), false))))
        .isInstanceOf(CrmFailure.Ambiguous.class);

    var result = push(create(newcomer(), true));

    assertThat(((Landed) result).found()).isTrue();
    assertThat(left("enquiries.create")).hasSize(1);
  }

  @Test
  void an_enquiry_is_matched_patiently() {
    street.options("{'matchingMillis': 300}");
    var waiting = street.application(street.settings, pause -> sleep(Duration.ofMillis(120)));

    var result = waiting.connectTo(AtStreet.company()).pushContact(create(newcomer(), false));

    assertThat(result).isInstanceOf(Landed.class);
    waiting.close();
  }

  @Test
  void an_enquiry_that_has_no_person_yet_is_never_made_twice() {
    street.options("{'matchingMillis': 3600000}");

    assertThat(catchThrowableOfType(CrmFailure.class, () -> push(create(newcomer(), false))))
        .isInstanceOf(CrmFailure.Ambiguous.class);
    assertThat(catchThrowableOfType(CrmFailure.class, () -> push(create(newcomer(), true))))
        .isInstanceOf(CrmFailure.Ambiguous.class);

    assertThat(left("enquiries.create")).hasSize(1);
    assertThat(street.pauses)
        .startsWith(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void an_enquiry_may_be_about_nothing_where_street_bears_it() {
    street.spoilsItself();
    street.options("{'needsRelation': false}");
    for (var about : List.of(StreetSettings.About.EMPTY, StreetSettings.About.OMITTED)) {
      street.forgetCalls();
      var connector =
          street.connector(street.settings.with(street.settings.writing().withAbout(about)));
      var person = newcomer().at(about + "@example.com");

      assertThat(connector.pushContact(create(person, false))).isInstanceOf(Landed.class);
      assertThat(left("enquiries.create").getFirst().has("relationships"))
          .isEqualTo(about == StreetSettings.About.EMPTY);
    }
  }

  // ---- who and how

  private CrmContact created(String more) {
    var attributes = AtStreet.json(agents("jo@mail.example"));
    var given = AtStreet.json(more);
    var applicants = given.remove("applicants");
    attributes.setAll(given);
    if (applicants != null) {
      attributes.set("applicants", applicants);
    }
    var id = street.desk().create(attributes);
    var shown = street.look(id);
    street.forgetCalls();
    return shown;
  }

  private static String agents(String email) {
    return """
    {'title': 'Ms', 'first_name': 'Jo', 'last_name': 'Bell',
     'email_addresses': [{'value': '%s', 'notes': null, 'primary': true}]}
    """
        .formatted(email);
  }

  private static Person newcomer() {
    return ada()
        .saying(Channel.EMAIL, ConsentStatus.GRANTED, Times.EIGHT)
        .saying(Channel.PHONE, ConsentStatus.DENIED, Times.EIGHT);
  }

  private PushResult push(ContactChange change) {
    return street.connector().pushContact(change);
  }

  private static CrmContact readBack(PushResult result) {
    return ((Landed) result).readBack().orElseThrow();
  }

  /// The attributes of every change that was sent.
  private List<JsonNode> written() {
    return left("people.update").stream().map(data -> data.path("attributes")).toList();
  }

  private List<JsonNode> left(String operation) {
    return street.told(operation).stream()
        .map(Told::body)
        .map(AtStreet::json)
        .map(body -> body.path("data"))
        .toList();
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

  private static Consents denying(Channel channel) {
    return Consents.UNASKED.with(channel, new Consent(ConsentStatus.DENIED, Times.TEN));
  }

  private static ContactChange.Update scored(CrmContact before) {
    var contact = hub(before.details());
    var signals =
        contact
            .signals()
            .with(new Signal.ScoreChanged(82, true, Times.TEN))
            .with(new Signal.StatusChanged(ContactStatus.HOT, Times.TEN))
            .with(new Signal.Engaged(Engagement.OPENED, Times.TEN));
    return new ContactChange.Update(
        contact.with(signals),
        before.details(),
        PushContent.of(Set.of(SignalKind.SCORE)),
        before.id(),
        before.tag(),
        Fingerprint.of(before));
  }

  private static ContactChange.Create create(Person person, boolean uncertain) {
    var contact = person.inHub(Times.NINE);
    var content =
        new PushContent(
            Set.of(ContactField.TITLE, ContactField.FORENAME, ContactField.SURNAME),
            Set.of(),
            Set.of(Channel.EMAIL, Channel.PHONE),
            Set.of());
    return new ContactChange.Create(contact, contact.details(), content, DEFAULTS, uncertain);
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

  private static void sleep(Duration pause) {
    Sleeper.system().sleep(pause);
  }

  private static ConsentStatus said(CrmContact person, Channel channel) {
    return requireNonNull(person.consents().get(channel)).status();
  }
}
