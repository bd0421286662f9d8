package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.ELEVEN;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.NOON;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.conflict.Known.agreed;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ContactField.EMAILS;
import static com.nurturehub.crm.domain.contact.ContactField.FORENAME;
import static com.nurturehub.crm.domain.contact.ContactField.PHONES;
import static com.nurturehub.crm.domain.contact.ContactField.SURNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.Attempt;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteBackTest {

  private final Known known = agreed(ada());

  private static WriteBack pushing(Person person, ContactField... fields) {
    return pushing(person, person, fields);
  }

  private static WriteBack pushing(Person pushed, Person sent, ContactField... fields) {
    return new WriteBack(
        pushed.details(), sent.details(), Set.of(fields), Consents.UNASKED, Set.of());
  }

  private Base landed(WriteBack push, Person shown) {
    return push.landed(known.link(), Optional.of(shown.inCrm(TEN))).base();
  }

  @Test
  void the_base_becomes_what_the_hub_held_and_what_was_sent() {
    var link = pushing(ada().surnamed("King"), SURNAME).landed(known.link(), Optional.empty());

    assertThat(link.base())
        .isEqualTo(new Base(ada().surnamed("King").details(), ada().surnamed("King").details()));
  }

  @Test
  void only_fields_that_were_sent_move_the_base() {
    var push = pushing(ada().surnamed("King").at("new@example.com"), SURNAME);

    assertThat(landed(push, ada().surnamed("King")))
        .isEqualTo(new Base(ada().surnamed("King").details(), ada().surnamed("King").details()));
  }

  @Test
  void what_the_crm_cut_off_is_what_was_sent() {
    var push = pushing(ada().surnamed("Lovelace"), ada().surnamed("Love"), SURNAME);

    assertThat(landed(push, ada().surnamed("Love")))
        .isEqualTo(
            new Base(ada().surnamed("Lovelace").details(), ada().surnamed("Love").details()));
  }

  @Test
  void an_edit_made_between_the_write_and_the_second_look_is_not_taken_for_ours() {
    var push = pushing(ada().surnamed("King"), SURNAME);
    var base = landed(push, ada().surnamed("Lovelace"));

    assertThat(base.crm().name().surname()).isEqualTo("King");
  }

  @Test
  void and_is_taken_like_any_other_edit() {
    var hub = known.hub(ada().surnamed("King"), NINE);
    var decided = hub.reconciled();
    var shown = ada().surnamed("Lovelace").inCrm(ELEVEN);
    var link = pushing(ada().surnamed("King"), SURNAME).landed(decided.link(), Optional.of(shown));

    var reconciled = hub.after(decided).link(link).crm(shown).reconciled();

    assertThat(reconciled.contact().details()).isEqualTo(ada().surnamed("Lovelace").details());
    assertThat(reconciled.conflict()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mcdonald, Mcdonald",
    "O'Neil, Oneil",
    "Zoë, Zoe",
    "van der  Berg, Vanderberg",
    "straße, STRASSE",
    "Featherstonehaugh, Feathersto",
  })
  void another_spelling_of_what_was_sent_is_the_crms_half_of_the_base(String sent, String shown) {
    var base = landed(pushing(ada().surnamed(sent), SURNAME), ada().surnamed(shown));

    assertThat(base)
        .isEqualTo(new Base(ada().surnamed(sent).details(), ada().surnamed(shown).details()));
  }

  @ParameterizedTest
  @CsvSource({"Byron, Bryon", "Lovelace, Lo", "Ada, Adam", "'Ann', ''"})
  void what_is_no_spelling_of_it_is_an_edit(String sent, String shown) {
    var base = landed(pushing(ada().surnamed(sent), SURNAME), ada().surnamed(shown));

    assertThat(base.crm().name().surname()).isEqualTo(sent);
  }

  @Test
  void another_spelling_of_an_address_that_was_sent_counts_too() {
    var push = pushing(ada().living("1 High St.", "OX1 1AA"), ContactField.ADDRESS);

    assertThat(landed(push, ada().living("1 HIGH ST", "OX11AA")).crm())
        .isEqualTo(ada().living("1 HIGH ST", "OX11AA").details());
  }

  @Test
  void a_phone_with_other_punctuation_is_the_same_phone() {
    var push = pushing(ada().on("ask for Jim"), PHONES);

    assertThat(landed(push, ada().on("Ask for Jim.")).crm())
        .isEqualTo(ada().on("Ask for Jim.").details());
  }

  @Test
  void an_e_mail_address_with_a_dot_less_is_another_mailbox() {
    var push = pushing(ada().at("a.byron@example.com"), EMAILS);

    assertThat(landed(push, ada().at("abyron@example.com")).crm())
        .isEqualTo(ada().at("a.byron@example.com").details());
  }

  @Test
  void the_next_look_compares_anew() {
    var link =
        pushing(ada().surnamed("King"), SURNAME).landed(known.link(), Optional.of(known.theirs()));

    assertThat(link.seen()).isEqualTo(Fingerprint.NONE);
  }

  @Test
  void a_write_the_crm_ignored_is_noticed_at_the_next_look() {
    var hub = known.hub(ada().surnamed("King"), NINE);
    var decided = hub.reconciled();
    var link =
        pushing(ada().surnamed("King"), SURNAME).landed(decided.link(), Optional.of(hub.theirs()));

    var reconciled = hub.after(decided).link(link).reconciled();

    assertThat(reconciled.contact().details()).isEqualTo(ada().details());
  }

  @Test
  void telling_only_consents_reopens_no_conflict_that_was_decided() {
    var disputed =
        known
            .hub(ada().surnamed("King"), TEN)
            .crm(ada().forenamed("Augusta").saying(EMAIL, DENIED), NINE);
    var decided = disputed.reconciled();
    var shown = ada().forenamed("Augusta").saying(EMAIL, GRANTED).inCrm(ELEVEN);
    var link =
        new WriteBack(
                ada().details(),
                ada().details(),
                Set.of(),
                decided.contact().consents(),
                Set.of(EMAIL))
            .landed(decided.link(), Optional.of(shown));

    var reconciled = disputed.after(decided).link(link).crm(shown).reconciled();

    assertThat(decided.conflict()).isPresent();
    assertThat(reconciled.conflict()).isEmpty();
    assertThat(reconciled.owed()).containsExactlyInAnyOrder(FORENAME, SURNAME);
  }

  @Test
  void the_stamp_of_what_shows_only_our_write_is_our_own() {
    assertThat(wroteAt(ada().surnamed("King"))).isEqualTo(TEN);
  }

  @Test
  void the_stamp_of_what_shows_an_edit_as_well_is_not() {
    assertThat(wroteAt(ada().surnamed("King").on("+441"))).isEqualTo(Instant.EPOCH);
    assertThat(wroteAt(ada().surnamed("King").saying(Channel.SMS, DENIED)))
        .isEqualTo(Instant.EPOCH);
  }

  private Instant wroteAt(Person shown) {
    return pushing(ada().surnamed("King"), SURNAME)
        .landed(known.link(), Optional.of(shown.inCrm(TEN)))
        .consents()
        .wroteAt();
  }

  @Test
  void a_lost_answer_has_landed_after_all_where_the_crm_shows_what_was_attempted() {
    var hub = known.hub(ada().surnamed("mcdonald"), NINE);
    var decided = hub.reconciled();
    var attempting =
        decided.link().attempting(pushing(ada().surnamed("mcdonald"), SURNAME).attempted(TEN));

    var looked =
        hub.after(decided).link(attempting).crm(ada().surnamed("Mcdonald"), TEN).reconciled();

    assertThat(looked.conflict()).isEmpty();
    assertThat(looked.contact()).isEqualTo(decided.contact());
    assertThat(looked.owesAnything()).isFalse();
    assertThat(looked.link().attempt()).isEmpty();
    assertThat(looked.link().base())
        .isEqualTo(
            new Base(ada().surnamed("mcdonald").details(), ada().surnamed("Mcdonald").details()));
  }

  @Test
  void and_what_the_hub_did_since_is_owed_and_not_disputed() {
    var hub = known.hub(ada().surnamed("mcdonald"), NINE);
    var attempting =
        known.link().attempting(pushing(ada().surnamed("mcdonald"), SURNAME).attempted(TEN));
    var backed = hub.ours().edited(ada().details(), TEN);

    var looked =
        known.hub(backed).link(attempting).crm(ada().surnamed("Mcdonald"), ELEVEN).reconciled();

    assertThat(looked.conflict()).isEmpty();
    assertThat(looked.contact()).isEqualTo(backed);
    assertThat(looked.owed()).containsExactly(SURNAME);
  }

  @Test
  void an_attempt_the_crm_does_not_show_may_still_be_on_its_way() {
    var attempting =
        known.link().attempting(pushing(ada().surnamed("King"), SURNAME).attempted(NOON));

    assertThat(known.link(attempting).reconciled().link().attempt()).isPresent();
  }

  @Test
  void an_attempt_the_crm_does_not_show_in_the_end_never_landed() {
    var attempting =
        known.link().attempting(pushing(ada().surnamed("King"), SURNAME).attempted(ELEVEN));

    assertThat(known.link(attempting).reconciled().link().attempt()).isEmpty();
  }

  @Test
  void a_field_the_crm_shows_as_it_did_before_tells_nothing_of_the_attempt() {
    var respelled = agreed(ada().surnamed("mcdonald"), ada().surnamed("Mcdonald"));
    var attempting =
        respelled.link().attempting(pushing(ada().surnamed("MCDONALD"), SURNAME).attempted(ELEVEN));
    var hub = respelled.hub(ada().surnamed("MCDONALD"), ELEVEN).link(attempting);

    assertThat(hub.reconciled().owed()).containsExactly(SURNAME);
  }

  private static Known saying(Known known, ConsentStatus status, Instant at) {
    var consents = known.ours().consents().with(EMAIL, new Consent(status, at));
    return known.hub(known.ours().with(consents));
  }

  private static Attempt telling(Known known) {
    return new WriteBack(
            ada().details(), ada().details(), Set.of(), known.ours().consents(), Set.of(EMAIL))
        .attempted(TEN);
  }

  @Test
  void an_opt_out_whose_answer_was_lost_is_owed_no_more_where_the_crm_shows_it() {
    var denied = saying(agreed(ada().saying(EMAIL, GRANTED, EIGHT)), DENIED, NINE);
    var attempting = denied.link().attempting(telling(denied));

    var looked = denied.link(attempting).crm(ada().saying(EMAIL, DENIED), TEN).reconciled();

    assertThat(looked.owesAnything()).isFalse();
    assertThat(looked.contact().consents().denies(EMAIL)).isTrue();
  }

  @Test
  void an_opt_out_at_the_crm_is_never_taken_for_ours() {
    var denied = saying(agreed(ada().saying(EMAIL, GRANTED, EIGHT)), DENIED, NINE);
    var attempting = denied.link().attempting(telling(denied));
    var granted = saying(denied, GRANTED, TEN).link(attempting);

    var looked = granted.crm(ada().saying(EMAIL, DENIED), ELEVEN).reconciled();

    assertThat(looked.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, ELEVEN));
  }

  @Test
  void a_grant_whose_answer_was_lost_is_no_new_grant() {
    var granted = saying(agreed(ada().saying(EMAIL, DENIED, EIGHT)), GRANTED, NINE);
    var attempting = granted.link().attempting(telling(granted));
    var denied = saying(granted, DENIED, TEN).link(attempting);

    var looked = denied.crm(ada().saying(EMAIL, GRANTED, ELEVEN), ELEVEN).reconciled();

    assertThat(looked.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, TEN));
  }

  @Test
  void a_grant_whose_answer_was_lost_is_no_new_grant_either_when_a_denial_was_begun_since() {
    var granted = saying(agreed(ada().saying(EMAIL, DENIED, EIGHT)), GRANTED, NINE);
    var begun = granted.link().attempting(telling(granted));
    var denied = saying(granted, DENIED, TEN);
    var both = denied.link(begun.attempting(telling(denied)));

    var looked = both.crm(ada().saying(EMAIL, GRANTED, ELEVEN), ELEVEN).reconciled();

    assertThat(looked.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, TEN));
  }

  @Test
  void what_the_hub_did_since_a_create_that_is_found_again_is_owed() {
    var now = ada().surnamed("mcdonald").on("+442");
    var made = ada().surnamed("Mcdonald");
    var found = pushing(now, SURNAME, PHONES).found(known.link(), made.inCrm(NINE));

    var looked = known.hub(now, TEN).link(found).crm(made, NINE).reconciled();

    assertThat(looked.owed()).containsExactly(PHONES);
    assertThat(looked.contact().details()).isEqualTo(now.details());
  }

  @Test
  void what_an_agent_did_since_a_create_that_is_found_again_is_not_run_over() {
    var now = ada().surnamed("mcdonald");
    var edited = ada().surnamed("Mcdonald").on("+442");
    var found = pushing(now, SURNAME, PHONES).found(known.link(), edited.inCrm(TEN));

    var looked = known.hub(now, NINE).link(found).crm(edited, TEN).reconciled();

    assertThat(looked.conflict()).isPresent();
    assertThat(looked.owed()).isEmpty();
    assertThat(looked.contact().details()).isEqualTo(now.on("+442").details());
  }

  @Test
  void what_the_crm_declined_is_agreed_to_differ_and_not_owed_again() {
    var hub = known.hub(ada().at("new@example.com"), NINE);
    var shown = ada().at("old@example.com", "new@example.com").inCrm(TEN);
    var push = pushing(ada().at("new@example.com"));

    var link = push.declined(known.link(), declining(EMAILS), Optional.of(shown));
    var again = hub.link(link).crm(shown).reconciled();

    assertThat(link.base().hub().emails())
        .isEqualTo(ada().at("new@example.com").details().emails());
    assertThat(link.base().crm().emails()).isEqualTo(shown.details().emails());
    assertThat(again.owed()).isEmpty();
    assertThat(again.contact().details()).isEqualTo(ada().at("new@example.com").details());
  }

  @Test
  void a_declined_grant_stands_here_and_is_not_owed_again_until_somebody_speaks() {
    var granted = Consents.UNASKED.with(Channel.EMAIL, new Consent(GRANTED, NINE));
    var denied = agreed(ada().saying(Channel.EMAIL, DENIED, EIGHT));
    var hub = denied.hub(denied.ours().with(granted));
    var push = new WriteBack(ada().details(), ada().details(), Set.of(), granted, Set.of());
    var link =
        push.declined(
            hub.link(),
            new Declined(Set.of(), Set.of(Channel.EMAIL)),
            Optional.of(denied.theirs()));

    var again = hub.link(link).reconciled();
    var later = hub.link(link).crm(ada().saying(Channel.EMAIL, DENIED, TEN), TEN).reconciled();

    assertThat(again.consentOwed()).isEmpty();
    assertThat(again.contact().consents().on(Channel.EMAIL).status()).isEqualTo(GRANTED);
    assertThat(later.contact().consents().on(Channel.EMAIL)).isEqualTo(new Consent(DENIED, TEN));
  }

  private static Declined declining(ContactField... fields) {
    return new Declined(Set.of(fields), Set.of());
  }
}
