package com.nurturehub.crm.connector.loop;

import static com.nurturehub.crm.testkit.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
import com.nurturehub.crm.connector.loop.LoopSettings.Method;
import com.nurturehub.crm.connector.loop.LoopSettings.People;
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
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.Times;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Changes to people as proposed.
class LoopPushTest {

  private static final String JO =
      """
      {'roles': ['Buyer', 'Contractor'], 'title': 'Ms', 'firstName': 'Jo', 'lastName': 'Bell',
       'email': 'jo@mail.example', 'mobilePhone': '07700 900123', 'homePhone': '01530 222333'}
      """;

  private final AtLoop loop = AtLoop.asProposed(40);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void only_what_changed_is_written_and_read_back() {
    var before = created(JO);

    var result =
        push(
            update(
                before, named(before, "", "Jo", "Ball"), ContactField.TITLE, ContactField.SURNAME));

    assertThat(loop.written("people.update"))
        .containsExactly(AtLoop.json("{'title': null, 'lastName': 'Ball'}"));
    assertThat(readBack(result)).isEqualTo(loop.look(before.id().value()));
  }

  @Test
  void a_whole_record_is_written_where_that_is_the_way() {
    var before = created(JO);
    var putting = loop.connector(loop.settings.with(People.PROPOSED.by(Method.PUT)));

    putting.pushContact(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME));

    var after = loop.record(before.id().value());
    assertThat(after.path("lastName").asString("")).isEqualTo("Ball");
    assertThat(after.path("email").asString("")).isEqualTo("jo@mail.example");
  }

  @Test
  void every_field_finds_its_place() {
    var before = created(JO);
    var wanted =
        new ContactDetails(
            before.details().name(),
            List.of(new EmailAddress("new@mail.example")),
            List.of(new PhoneNumber("+447400654321"), new PhoneNumber("+441530222333")),
            new PostalAddress(
                "Rose Cottage", "", "Mill Lane", "Upton", "Bath", "Somerset", "BA1 1AA", ""),
            Set.of(ContactCategory.SELLER));

    var result =
        push(
            update(
                before,
                wanted,
                ContactField.EMAILS,
                ContactField.PHONES,
                ContactField.ADDRESS,
                ContactField.CATEGORIES));

    assertThat(readBack(result).details()).isEqualTo(wanted);
    var after = loop.record(before.id().value());
    assertThat(after.path("homePhone").asString("")).isEqualTo("01530 222333");
    assertThat(after.path("mobilePhone").asString("")).isEqualTo("+447400654321");
    assertThat(after.path("roles").toString()).isEqualTo("[\"Contractor\",\"Seller\"]");
  }

  @Test
  void consent_is_told_per_channel_and_never_taken_back_to_not_knowing() {
    var before = created(JO);
    var consents =
        Consents.UNASKED
            .with(Channel.EMAIL, new Consent(ConsentStatus.DENIED, Times.TEN))
            .with(Channel.SMS, new Consent(ConsentStatus.GRANTED, Times.TEN));

    push(saying(before, consents, Channel.EMAIL, Channel.SMS, Channel.PHONE));

    assertThat(loop.written("people.update"))
        .containsExactly(
            AtLoop.json("{'emailMarketingConsent': false, 'smsMarketingConsent': true}"));
    assertThat(loop.sandbox.loop().journal().optOuts()).hasSize(1);
  }

  @Test
  void an_opt_out_gets_through_although_what_is_beside_it_is_refused() {
    var before = created(JO);
    var wanted = named(before, "Ms", "Jo", "");
    var denied = Consents.UNASKED.with(Channel.EMAIL, new Consent(ConsentStatus.DENIED, Times.TEN));

    var result =
        push(
            new ContactChange.Update(
                hub(wanted).with(denied),
                wanted,
                new PushContent(
                    Set.of(ContactField.SURNAME), Set.of(), Set.of(Channel.EMAIL), Set.of()),
                before.id(),
                before.tag(),
                Fingerprint.of(before)));

    assertThat(((Refused) result).reason()).isEqualTo("Loop did not accept: lastName.");
    var after = loop.record(before.id().value());
    assertThat(after.path("emailMarketingConsent").asBoolean(true)).isFalse();
    assertThat(after.path("lastName").asString("")).isEqualTo("Bell");
  }

  @Test
  void nothing_is_written_over_an_edit_that_we_have_not_seen() {
    var before = created(JO);
    loop.desk().edit(before.id().value(), AtLoop.json("{'lastName': 'Agent'}"));

    var result = push(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME));

    assertThat(((Moved) result).current().details().name().surname()).isEqualTo("Agent");
    assertThat(loop.written("people.update")).isEmpty();
  }

  @Test
  void an_edit_between_look_and_write_of_what_we_do_not_write_stays() {
    var before = created(JO);
    loop.options("{'editsBetween': true}");

    var result = push(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME));

    assertThat(result).isInstanceOf(Landed.class);
    assertThat(loop.record(before.id().value()).path("lastContactedDate").isString()).isTrue();
  }

  @Test
  void somebody_who_is_no_more_is_gone() {
    var before = created(JO);
    loop.desk().erase(before.id().value());

    assertThat(push(update(before, named(before, "Ms", "Jo", "Ball"), ContactField.SURNAME)))
        .isInstanceOf(Gone.class);
  }

  @Test
  void what_loop_shows_already_is_not_written_again() {
    var before = created(JO);

    assertThat(push(update(before, before.details(), ContactField.SURNAME, ContactField.PHONES)))
        .isInstanceOf(Landed.class);
    assertThat(loop.written("people.update")).isEmpty();
  }

  @Test
  void signals_become_a_note_where_notes_are_switched_on() {
    var before = created(JO);
    var scored =
        hub(before.details())
            .with(
                hub(before.details()).signals().with(new Signal.ScoreChanged(82, true, Times.TEN)));

    push(
        new ContactChange.Update(
            scored,
            before.details(),
            PushContent.of(Set.of(SignalKind.SCORE)),
            before.id(),
            before.tag(),
            Fingerprint.of(before)));

    assertThat(loop.written("notes.create").getFirst().path("text").asString(""))
        .isEqualTo("NurtureHub: score 82 of 100 (hot), status new.");
    var quiet = loop.application(loop.settings.with(new Contract(true, true, true, false)));
    assertThat(quiet.capabilities().signals()).isEmpty();
  }

  @Test
  void somebody_new_is_created_once() {
    var result = push(create(ada(), false));

    assertThat(readBack(result).details().name()).isEqualTo(new PersonName("Ms", "Ada", "Byron"));
    assertThat(loop.written("people.create").getFirst().path("roles").toString())
        .isEqualTo("[\"Seller\"]");
    assertThat(loop.written("people.create").getFirst().path("source").asString(""))
        .isEqualTo("NurtureHub");
  }

  @Test
  void one_created_by_an_attempt_whose_answer_was_lost_is_found_on_retry() {
    loop.harm(new Harm.CutAfter(), "people.create", 1);
    assertThat(catchThrowableOfType(CrmFailure.class, () -> push(create(ada(), false))))
        .isInstanceOf(CrmFailure.Ambiguous.class);

    var result = push(create(ada(), true));

    assertThat(((Landed) result).found()).isTrue();
    assertThat(loop.written("people.create")).hasSize(1);
  }

  @Test
  void somebody_loop_has_already_is_compared_and_not_created_again() {
    var id = loop.agentCreates("{'lastName': 'Agent', 'email': 'ADA@example.com'}");

    assertThat(((Moved) push(create(ada(), false))).current().id().value()).isEqualTo(id);
  }

  @Test
  void of_several_lookalikes_nobody_is_chosen() {
    loop.agentCreates("{'lastName': 'One', 'email': 'ada@example.com'}");
    loop.agentCreates("{'lastName': 'Two', 'email': 'ada@example.com'}");

    assertThat(((Refused) push(create(ada(), false))).reason()).contains("several people");
    assertThat(loop.written("people.create")).isEmpty();
  }

  @Test
  void without_a_role_a_name_or_a_way_to_be_reached_nobody_is_created() {
    assertThat(push(create(ada().being(ContactCategory.ACTIVE_BUYER), false)))
        .isInstanceOf(Refused.class);
    assertThat(push(create(ada().surnamed(""), false))).isInstanceOf(Refused.class);
    assertThat(push(create(ada().at().on(), false))).isInstanceOf(Refused.class);
    assertThat(loop.written("people.create")).isEmpty();
  }

  private CrmContact created(String person) {
    var shown = loop.look(loop.agentCreates(person));
    loop.forgetCalls();
    return shown;
  }

  private PushResult push(ContactChange change) {
    return loop.connector().pushContact(change);
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
      CrmContact before, Consents consents, Channel... channels) {
    return new ContactChange.Update(
        hub(before.details()).with(consents),
        before.details(),
        new PushContent(Set.of(), Set.of(), Set.of(channels), Set.of()),
        before.id(),
        before.tag(),
        Fingerprint.of(before));
  }

  private static ContactChange.Create create(Person person, boolean uncertain) {
    var contact = person.inHub(Times.NINE);
    return new ContactChange.Create(
        contact, contact.details(), PushContent.NOTHING, Map.of(), uncertain);
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
}
