package com.nurturehub.crm.connector.alto;

import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AltoWritingTest {

  private final AtAlto alto = AtAlto.with(40);
  private final String household =
      alto.agentCreates(
          """
          [{'title': 'Ms', 'forename': 'Ada', 'surname': 'King',
            'phoneNumbers': [{'type': 'Home', 'number': '(01865) 522111'}],
            'emailAddresses': [{'address': 'Ada@mail.example'}]}]
          """);
  private final String ada = household + "-1";

  @AfterEach
  void close() {
    alto.close();
  }

  @Test
  void only_the_names_that_changed_are_written() {
    var landed = landed(Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace"));

    assertThat(landed.readBack().orElseThrow().details().name().surname()).isEqualTo("Lovelace");
    assertThat(landed.declined()).isEqualTo(Declined.NOTHING);
    assertThat(patches())
        .containsExactly("[{\"op\":\"replace\",\"path\":\"/Surname\",\"value\":\"Lovelace\"}]");
  }

  @Test
  void further_numbers_and_addresses_are_added() {
    var landed =
        landed(
            Hub.knows(alto, ada)
                .reachedAt("ada@mail.example", "ada@work.example")
                .calledOn("+441865522111", "+447700900123"));

    var shown = landed.readBack().orElseThrow().details();
    assertThat(shown.emails())
        .containsExactly(
            new EmailAddress("ada@mail.example"), new EmailAddress("ada@work.example"));
    assertThat(shown.phones())
        .containsExactly(new PhoneNumber("+441865522111"), new PhoneNumber("+447700900123"));
    assertThat(landed.declined()).isEqualTo(Declined.NOTHING);
    assertThat(patches().getFirst()).contains("\"Type\":3").doesNotContain("+441865522111");
  }

  @Test
  void what_was_taken_away_here_stays_there_and_is_for_a_person() {
    var landed = landed(Hub.knows(alto, ada).reachedAt("ada@work.example"));

    assertThat(landed.readBack().orElseThrow().details().emails())
        .containsExactly(
            new EmailAddress("ada@mail.example"), new EmailAddress("ada@work.example"));
    assertThat(landed.declined()).isEqualTo(new Declined(Set.of(ContactField.EMAILS), Set.of()));
  }

  @Test
  void what_only_goes_away_makes_no_write_at_all() {
    var landed = landed(Hub.knows(alto, ada).calledOn());

    assertThat(landed.declined().fields()).containsExactly(ContactField.PHONES);
    assertThat(patches()).isEmpty();
  }

  @Test
  void there_is_room_for_two_addresses_and_no_more() {
    alto.agentEdits(
        household,
        """
        {'people': [{'emailAddresses': [{'address': 'a@mail.example'},
                                        {'address': 'b@mail.example'}]}]}
        """);

    var landed = landed(Hub.knows(alto, ada).reachedAt("c@mail.example", "a@mail.example"));

    assertThat(landed.declined().fields()).containsExactly(ContactField.EMAILS);
    assertThat(patches()).isEmpty();
  }

  @Test
  void a_number_that_nobody_can_dial_is_for_a_person() {
    var landed = landed(Hub.knows(alto, ada).calledOn("+441865522111", "ask for Jim"));

    assertThat(landed.declined().fields()).containsExactly(ContactField.PHONES);
    assertThat(patches()).isEmpty();
  }

  @Test
  void nobody_can_be_left_without_a_surname() {
    var landed = landed(Hub.knows(alto, ada).named("Ms", "Ada", ""));

    assertThat(landed.declined().fields()).containsExactly(ContactField.SURNAME);
  }

  @Test
  void an_opt_out_is_recorded_with_its_purpose_and_before_anything_else() {
    var landed = landed(Hub.knows(alto, ada).named("Ms", "Ada", "Byron").saying(DENIED));

    var claim = AtAlto.email(landed.readBack().orElseThrow());
    assertThat(claim.status()).isEqualTo(DENIED);
    assertThat(claim.recordedAt()).isPresent();
    assertThat(writes()).containsExactly("preferences.set", "persons.update");
    assertThat(alto.sandbox.alto().journal().optOuts()).hasSize(1);
  }

  @Test
  void what_alto_knows_already_is_not_said_again() {
    alto.agentEdits(
        household, "{'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied'}]}");

    var landed = landed(Hub.knows(alto, ada).saying(DENIED));

    assertThat(landed.declined()).isEqualTo(Declined.NOTHING);
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_grant_is_recorded_for_who_has_a_record_alone() {
    var landed = landed(Hub.knows(alto, ada).saying(GRANTED));

    assertThat(AtAlto.email(landed.readBack().orElseThrow()).status()).isEqualTo(GRANTED);
  }

  @Test
  void a_record_of_two_is_denied_when_either_is() {
    var couple = couple();

    landed(Hub.knows(alto, couple + "-2").saying(DENIED));

    assertThat(AtAlto.email(alto.look(couple + "-1")).status()).isEqualTo(DENIED);
  }

  @Test
  void a_grant_for_one_of_two_is_not_ours_to_give() {
    var couple = couple();
    alto.agentEdits(
        couple, "{'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied'}]}");

    var landed = landed(Hub.knows(alto, couple + "-2").saying(GRANTED));

    assertThat(landed.declined()).isEqualTo(new Declined(Set.of(), Set.of(Channel.EMAIL)));
    assertThat(AtAlto.email(alto.look(couple + "-1")).status()).isEqualTo(DENIED);
    assertThat(writes()).isEmpty();
  }

  @Test
  void only_the_person_who_is_meant_is_changed() {
    var couple = couple();
    var before = alto.look(couple + "-1").details();

    landed(Hub.knows(alto, couple + "-2").named("Mr", "Will", "King"));

    assertThat(alto.look(couple + "-1").details()).isEqualTo(before);
    assertThat(alto.look(couple + "-2").details().name().forename()).isEqualTo("Will");
  }

  @Test
  void a_score_is_one_note_that_is_kept_up_to_date() {
    landed(Hub.knows(alto, ada).scored(82, true));
    landed(Hub.knows(alto, ada).scored(64, false));
    landed(Hub.knows(alto, ada).scored(64, false));

    var notes = notes(household);
    assertThat(notes).containsExactly("NurtureHub: intent score 64 of 100 on 2026-11-23.");
    assertThat(writes()).containsExactly("notes.create", "notes.update");
    assertThat(alto.told("notes.create").getFirst().body())
        .contains("\"updateLastContactedDate\":false");
  }

  @Test
  void each_of_two_has_a_note_with_a_name_on_it() {
    var couple = couple();

    landed(Hub.knows(alto, couple + "-1").scored(82, true));

    assertThat(notes(couple))
        .containsExactly("NurtureHub about Ada King: intent score 82 of 100 (hot) on 2026-11-23.");
  }

  @Test
  void a_note_of_an_agents_is_left_alone() {
    var with =
        alto.everything().stream()
            .flatMap(page -> page.contacts().stream())
            .filter(contact -> !notes(contact.household().orElseThrow()).isEmpty())
            .findFirst()
            .orElseThrow();
    var before = notes(with.household().orElseThrow());

    landed(Hub.knows(alto, with.id().value()).scored(12, false));

    assertThat(notes(with.household().orElseThrow())).containsAll(before).hasSize(2);
  }

  @Test
  void who_was_edited_meanwhile_is_handed_back_unwritten() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.agentEdits(household, "{'people': [{'forename': 'Augusta'}]}");

    var result = push(hub);

    assertThat(result).isEqualTo(new Moved(alto.look(ada)));
    assertThat(writes()).isEmpty();
  }

  @Test
  void who_was_opted_out_meanwhile_is_handed_back_unwritten() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.agentEdits(
        household, "{'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied'}]}");

    assertThat(push(hub))
        .isInstanceOfSatisfying(
            Moved.class,
            moved -> assertThat(AtAlto.email(moved.current()).status()).isEqualTo(DENIED));
  }

  @Test
  void a_new_stamp_alone_stands_in_nobodys_way() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.sandbox.clock().advance(Duration.ofMinutes(2));
    alto.desk().touchUnseen(household);

    assertThat(push(hub)).isInstanceOf(Landed.class);
  }

  @Test
  void roles_that_only_a_listing_shows_survive_a_write() {
    alto.agentEdits(household, "{'persona': ['Vendor', 'Tenant']}");
    var before = alto.look(ada).details().categories();

    var landed = landed(Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace"));

    assertThat(landed.readBack().orElseThrow().details().categories())
        .isEqualTo(before)
        .isNotEmpty();
  }

  @Test
  void a_push_costs_no_listing() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.forgetCalls();

    landed(hub);

    assertThat(alto.calls("contacts.list")).isZero();
    assertThat(alto.sandbox.alto().journal().counts().total()).isEqualTo(5);
  }

  @Test
  void who_is_gone_is_gone() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.desk().delete(household);

    assertThat(push(hub)).isEqualTo(new Gone());
  }

  @Test
  void who_is_no_client_any_more_is_gone() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.agentEdits(household, "{'category': 'Solicitor'}");

    assertThat(push(hub)).isEqualTo(new Gone());
  }

  @Test
  void what_alto_refuses_is_told_without_what_was_sent() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.harm(new Harm.Refuse(List.of(400), Optional.empty()), "persons.update");

    assertThat(push(hub))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("Alto did not accept the change")
                    .doesNotContain("Lovelace"));
  }

  @Test
  void a_write_whose_answer_is_lost_may_have_landed() {
    var hub = Hub.knows(alto, ada).named("Ms", "Ada", "Lovelace");
    alto.harm(new Harm.CutAfter(), "persons.update", 1);

    assertThatThrownBy(() -> push(hub)).isInstanceOf(CrmFailure.Ambiguous.class);
    assertThat(alto.look(ada).details().name().surname()).isEqualTo("Lovelace");
    assertThat(push(hub)).isInstanceOf(Moved.class);
  }

  private PushResult push(Hub hub) {
    return alto.connector().pushContact(hub.update());
  }

  private Landed landed(Hub hub) {
    var result = push(hub);
    assertThat(result).isInstanceOf(Landed.class);
    return (Landed) result;
  }

  private String couple() {
    return alto.agentCreates(
        "[{'forename': 'Ada', 'surname': 'King'}, {'forename': 'William', 'surname': 'King'}]");
  }

  private List<String> patches() {
    return alto.told("persons.update").stream().map(told -> told.body()).toList();
  }

  private List<String> writes() {
    return alto.sandbox.alto().journal().writes().stream()
        .map(told -> told.operation())
        .filter(operation -> !operation.equals("integration.status"))
        .toList();
  }

  private List<String> notes(String of) {
    return alto.sandbox.alto().notes(AtAlto.AGENCY, of).stream()
        .map(note -> note.path("notes").asString(""))
        .toList();
  }
}
