package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.ELEVEN;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.NOON;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.conflict.Known.agreed;
import static com.nurturehub.crm.domain.contact.ContactField.ADDRESS;
import static com.nurturehub.crm.domain.contact.ContactField.CATEGORIES;
import static com.nurturehub.crm.domain.contact.ContactField.EMAILS;
import static com.nurturehub.crm.domain.contact.ContactField.FORENAME;
import static com.nurturehub.crm.domain.contact.ContactField.PHONES;
import static com.nurturehub.crm.domain.contact.ContactField.SURNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.ContactVersion;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReconcilingTest {

  @Nested
  class The_five_cases {

    @Test
    void nothing_changed_and_nothing_follows() {
      var known = agreed(ada());

      var reconciled = known.reconciled();

      assertThat(reconciled.contact()).isEqualTo(known.ours());
      assertThat(reconciled.link().base()).isEqualTo(known.link().base());
      assertThat(reconciled.owesAnything()).isFalse();
      assertThat(reconciled.conflict()).isEmpty();
    }

    @Test
    void a_new_stamp_with_the_same_content_is_no_change() {
      var known = agreed(ada()).crm(ada(), TEN);

      var reconciled = known.reconciled();

      assertThat(reconciled.contact()).isEqualTo(known.ours());
      assertThat(reconciled.owesAnything()).isFalse();
      assertThat(reconciled.conflict()).isEmpty();
    }

    @Test
    void a_new_tag_alone_is_remembered_for_the_next_write() {
      var known = agreed(ada()).crm(ada(), TEN);

      var reconciled = known.reconciled();

      assertThat(known.link().hasSettled(Fingerprint.of(known.theirs()), known.ours().edition()))
          .isFalse();
      assertThat(reconciled.link().tag()).isEqualTo(known.theirs().tag());
    }

    @Test
    void what_only_the_crm_changed_is_taken() {
      var known = agreed(ada()).crm(ada().surnamed("Lovelace"), NINE);

      var reconciled = known.reconciled();

      assertThat(reconciled.contact().details()).isEqualTo(ada().surnamed("Lovelace").details());
      assertThat(reconciled.owesAnything()).isFalse();
      assertThat(reconciled.conflict()).isEmpty();
    }

    @Test
    void a_change_taken_from_a_crm_counts_with_the_crms_time() {
      var known = agreed(ada()).crm(ada().surnamed("Lovelace"), NINE);

      assertThat(known.reconciled().contact().editedAt()).isEqualTo(NINE);
    }

    @Test
    void a_change_taken_from_a_crm_never_makes_the_hub_older() {
      var touched = agreed(ada()).ours().edited(ada().details(), TEN);
      var known = agreed(ada()).hub(touched).crm(ada().surnamed("Lovelace"), NINE);

      assertThat(known.reconciled().contact().editedAt()).isEqualTo(TEN);
    }

    @Test
    void only_the_fields_that_changed_are_taken_so_that_the_others_keep_the_hubs_spelling() {
      var known =
          agreed(ada().surnamed("mcdonald"), ada().surnamed("Mcdonald"))
              .crm(ada().surnamed("Mcdonald").on("+442079460000"), NINE);

      assertThat(known.reconciled().contact().details())
          .isEqualTo(ada().surnamed("mcdonald").on("+442079460000").details());
    }

    @Test
    void what_only_the_hub_changed_is_owed_and_nothing_else() {
      var known = agreed(ada()).hub(ada().surnamed("Lovelace"), NINE);

      var reconciled = known.reconciled();

      assertThat(reconciled.owed()).containsExactly(SURNAME);
      assertThat(reconciled.contested()).isEmpty();
      assertThat(reconciled.contact()).isEqualTo(known.ours());
      assertThat(reconciled.conflict()).isEmpty();
    }

    @Test
    void what_is_owed_leaves_the_base_alone_until_it_landed() {
      var known = agreed(ada()).hub(ada().surnamed("Lovelace"), NINE);

      assertThat(known.reconciled().link().base()).isEqualTo(known.link().base());
    }

    @Test
    void both_changed_to_the_same_is_agreement() {
      var lovelace = ada().surnamed("Lovelace");
      var known = agreed(ada()).hub(lovelace, NINE).crm(lovelace, TEN);

      var reconciled = known.reconciled();

      assertThat(reconciled.conflict()).isEmpty();
      assertThat(reconciled.owesAnything()).isFalse();
      assertThat(reconciled.link().base())
          .isEqualTo(new Base(lovelace.details(), lovelace.details()));
    }

    @Test
    void both_changed_to_the_same_as_far_as_the_crm_can_hold_it_is_agreement() {
      var known =
          agreed(ada())
              .with(Crm.able().keepingLetters(SURNAME, 6))
              .hub(ada().surnamed("Lovelace"), NINE)
              .crm(ada().surnamed("Lovela"), TEN);

      var reconciled = known.reconciled();

      assertThat(reconciled.conflict()).isEmpty();
      assertThat(reconciled.contact().details().name().surname()).isEqualTo("Lovelace");
      assertThat(reconciled.link().base().hub().name().surname()).isEqualTo("Lovelace");
      assertThat(reconciled.link().base().crm().name().surname()).isEqualTo("Lovela");
    }

    @Test
    void both_changed_and_they_differ_is_a_conflict() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), NINE).crm(ada().surnamed("Lovelace"), TEN);

      assertThat(known.reconciled().conflict()).isPresent();
    }

    @Test
    void different_fields_changed_is_a_conflict_too_because_the_record_is_the_unit() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), NINE).crm(ada().at("a@example.org"), TEN);

      assertThat(known.reconciled().conflict().orElseThrow().differing())
          .containsExactlyInAnyOrder(SURNAME, EMAILS);
    }
  }

  @Nested
  class What_is_compared {

    @Test
    void lists_in_another_order_are_the_same() {
      var both = ada().at("a@example.com", "b@example.com").on("+441", "+442");
      var known =
          agreed(both).crm(both.at("b@example.com", "a@example.com").on("+442", "+441"), NINE);

      assertThat(known.reconciled().contact()).isEqualTo(known.ours());
    }

    @Test
    void a_field_the_crm_cannot_show_is_not_compared() {
      var known =
          agreed(ada())
              .with(Crm.able().notReading(ADDRESS).notWriting(ADDRESS))
              .crm(ada().living("", ""), NINE);

      assertThat(known.reconciled().contact()).isEqualTo(known.ours());
    }

    @Test
    void what_the_crm_cuts_off_costs_no_write() {
      var known =
          agreed(ada().surnamed("Featherstonehaugh"), ada().surnamed("Feathersto"))
              .with(Crm.able().keepingLetters(SURNAME, 10));

      var reconciled = known.reconciled();

      assertThat(reconciled.owesAnything()).isFalse();
      assertThat(reconciled.contact()).isEqualTo(known.ours());
    }

    @Test
    void an_edit_of_one_field_does_not_take_the_cut_off_spelling_of_another() {
      var known =
          agreed(ada().surnamed("Featherstonehaugh"), ada().surnamed("Feathersto"))
              .with(Crm.able().keepingLetters(SURNAME, 10))
              .crm(ada().surnamed("Feathersto").at("new@example.com"), NINE);

      assertThat(known.reconciled().contact().details())
          .isEqualTo(ada().surnamed("Featherstonehaugh").at("new@example.com").details());
    }

    @Test
    void what_we_changed_only_where_the_crm_has_no_room_is_no_rival_to_another_field() {
      var known =
          agreed(ada().surnamed("Feathersto"))
              .with(Crm.able().keepingLetters(SURNAME, 10))
              .hub(ada().surnamed("Featherstonehaugh"), TEN)
              .crm(ada().surnamed("Feathersto").at("new@example.com"), NINE);

      var reconciled = known.reconciled();

      assertThat(reconciled.conflict()).isEmpty();
      assertThat(reconciled.contact().details())
          .isEqualTo(ada().surnamed("Featherstonehaugh").at("new@example.com").details());
    }

    @Test
    void but_an_edit_of_the_same_field_at_the_crm_disputes_it() {
      var known =
          agreed(ada().surnamed("Feathersto"))
              .with(Crm.able().keepingLetters(SURNAME, 10))
              .hub(ada().surnamed("Featherstonehaugh"), NINE)
              .crm(ada().surnamed("King"), TEN);

      assertThat(known.reconciled().conflict().orElseThrow().hub().details())
          .isEqualTo(ada().surnamed("Featherstonehaugh").details());
    }

    @Test
    void nor_is_it_told_to_a_crm_that_spells_otherwise() {
      var known =
          agreed(ada().surnamed("Feathersto"), ada().surnamed("FEATHERSTO"))
              .with(Crm.able().keepingLetters(SURNAME, 10))
              .hub(ada().surnamed("Featherstonehaugh"), NINE);

      assertThat(known.reconciled().owesAnything()).isFalse();
    }

    @Test
    void an_address_the_crm_has_no_room_for_is_kept_when_another_changes_there() {
      var known =
          agreed(ada().at("a@x.org", "b@x.org", "c@x.org"), ada().at("a@x.org"))
              .with(Crm.able().keepingEmails(1))
              .crm(ada().at("new@x.org"), NINE);

      assertThat(known.reconciled().contact().details())
          .isEqualTo(ada().at("new@x.org", "b@x.org", "c@x.org").details());
    }

    @Test
    void a_category_the_crm_has_no_place_for_is_kept_when_another_changes_there() {
      var known =
          agreed(
                  ada().being(ContactCategory.SELLER, ContactCategory.BTL_INVESTOR),
                  ada().being(ContactCategory.SELLER))
              .with(Crm.able().knowing(ContactCategory.SELLER, ContactCategory.BUYER))
              .crm(ada().being(ContactCategory.BUYER), NINE);

      assertThat(known.reconciled().contact().details().categories())
          .containsExactlyInAnyOrder(ContactCategory.BUYER, ContactCategory.BTL_INVESTOR);
    }

    @Test
    void a_category_the_crm_has_no_place_for_is_neither_owed_nor_asked_for() {
      var known =
          agreed(ada().being(ContactCategory.SELLER))
              .with(Crm.able().notWriting(CATEGORIES).knowing(ContactCategory.SELLER))
              .hub(ada().being(ContactCategory.SELLER, ContactCategory.BTL_INVESTOR), NINE);

      var reconciled = known.reconciled();

      assertThat(reconciled.byHand()).isEmpty();
      assertThat(reconciled.owesAnything()).isFalse();
    }

    @Test
    void signals_are_never_compared_and_never_make_the_hub_the_newer_one() {
      var scored =
          agreed(ada())
              .hub(ada().surnamed("King"), NINE)
              .ours()
              .edited(ada().surnamed("King").details(), NINE);
      var decayed =
          scored.with(
              scored
                  .signals()
                  .with(new Signal.ScoreChanged(71, true, NOON))
                  .with(new Signal.StatusChanged(ContactStatus.HOT, NOON)));
      var known = agreed(ada()).hub(decayed).crm(ada().surnamed("Lovelace"), TEN);

      var reconciled = known.reconciled();

      assertThat(reconciled.contact().details().name().surname()).isEqualTo("Lovelace");
      assertThat(reconciled.contact().signals()).isEqualTo(decayed.signals());
    }
  }

  @Nested
  class Settling_a_conflict {

    @Test
    void the_later_write_wins_when_it_is_the_crms() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), NINE).crm(ada().surnamed("Lovelace"), TEN);

      var reconciled = known.reconciled();

      assertThat(reconciled.contact().details()).isEqualTo(ada().surnamed("Lovelace").details());
      assertThat(reconciled.owesAnything()).isFalse();
      assertThat(reconciled.conflict().orElseThrow().resolution().winner()).isEqualTo(Side.CRM);
    }

    @Test
    void the_later_write_wins_when_it_is_the_hubs() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), TEN).crm(ada().surnamed("Lovelace"), NINE);

      var reconciled = known.reconciled();

      assertThat(reconciled.contact()).isEqualTo(known.ours());
      assertThat(reconciled.owed()).containsExactly(SURNAME);
      assertThat(reconciled.conflict().orElseThrow().resolution().winner()).isEqualTo(Side.HUB);
    }

    @Test
    void a_tie_goes_to_the_crm() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), TEN).crm(ada().surnamed("Lovelace"), TEN);

      assertThat(known.reconciled().contact().details().name().surname()).isEqualTo("Lovelace");
    }

    @Test
    void both_whole_versions_both_times_and_the_reason_are_in_the_conflict() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), NINE).crm(ada().forenamed("Augusta"), TEN);

      assertThat(known.reconciled().conflict())
          .contains(
              new Conflict(
                  new ContactVersion(Side.HUB, ada().surnamed("King").details(), NINE),
                  new ContactVersion(Side.CRM, ada().forenamed("Augusta").details(), TEN),
                  Set.of(FORENAME, SURNAME),
                  new Resolution(
                      Set.of(),
                      Set.of(FORENAME, SURNAME),
                      "The edit in the CRM was made later than the one in NurtureHub."),
                  PolicyChoice.LAST_WRITE_WINS,
                  Duration.ZERO,
                  false));
    }

    @Test
    void where_the_crm_wins_a_field_only_the_hub_changed_goes_back_to_the_base() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), NINE).crm(ada().forenamed("Augusta"), TEN);

      assertThat(known.reconciled().contact().details())
          .isEqualTo(ada().forenamed("Augusta").details());
    }

    @Test
    void where_the_crm_wins_what_it_cannot_hold_stays() {
      var known =
          agreed(ada().at("a@x.org", "b@x.org"), ada().at("a@x.org"))
              .with(Crm.able().keepingEmails(1))
              .hub(ada().at("a@x.org", "b@x.org").surnamed("King"), NINE)
              .crm(ada().at("new@x.org"), TEN);

      assertThat(known.reconciled().contact().details())
          .isEqualTo(ada().at("new@x.org", "b@x.org").details());
    }

    @Test
    void where_the_hub_wins_the_fields_that_differ_are_pushed_also_those_only_the_crm_changed() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), TEN).crm(ada().forenamed("Augusta"), NINE);

      var reconciled = known.reconciled();

      assertThat(reconciled.owed()).containsExactlyInAnyOrder(FORENAME, SURNAME);
      assertThat(reconciled.contested()).containsExactly(FORENAME);
    }

    @Test
    void the_time_of_the_crm_is_told_in_ours() {
      var known =
          agreed(ada())
              .with(ConflictPolicy.lastWriteWins(), Duration.ofHours(2))
              .hub(ada().surnamed("King"), NINE)
              .crm(ada().surnamed("Lovelace"), TEN);

      var conflict = known.reconciled().conflict().orElseThrow();

      assertThat(conflict.resolution().winner()).isEqualTo(Side.HUB);
      assertThat(conflict.crm().modifiedAt()).isEqualTo(EIGHT);
      assertThat(conflict.clockOffset()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_crms_stamp_in_our_future_counts_as_now() {
      var known = agreed(ada()).crm(ada().surnamed("Lovelace"), NOON.plusSeconds(600));

      assertThat(known.reconciled().contact().editedAt()).isEqualTo(NOON);
    }

    @Test
    void a_conflict_is_never_decided_twice_while_the_answer_to_it_is_on_its_way() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), TEN).crm(ada().forenamed("Augusta"), NINE);
      var decided = known.reconciled();

      var again = known.after(decided).reconciled();

      assertThat(again.conflict()).isEmpty();
      assertThat(again.owed()).isEqualTo(decided.owed());
      assertThat(again.contested()).isEqualTo(decided.contested());
    }

    @Test
    void nor_when_the_hub_is_edited_again_meanwhile() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), TEN).crm(ada().forenamed("Augusta"), NINE);
      var decided = known.reconciled();
      var edited = decided.contact().edited(ada().surnamed("King").on("+441").details(), ELEVEN);

      var again = known.after(decided).hub(edited).reconciled();

      assertThat(again.conflict()).isEmpty();
      assertThat(again.owed()).containsExactlyInAnyOrder(FORENAME, SURNAME, PHONES);
    }

    @Test
    void nor_when_only_the_stamp_of_an_undated_denial_moves_meanwhile() {
      var known =
          agreed(ada())
              .hub(ada().surnamed("King"), NINE)
              .crm(ada().forenamed("Augusta").saying(Channel.EMAIL, ConsentStatus.DENIED), EIGHT);
      var decided = known.reconciled();

      var again =
          known
              .after(decided)
              .crm(ada().forenamed("Augusta").saying(Channel.EMAIL, ConsentStatus.DENIED), TEN)
              .reconciled();

      assertThat(decided.conflict()).isPresent();
      assertThat(again.conflict()).isEmpty();
      assertThat(again.owed()).isEqualTo(decided.owed());
    }

    @Test
    void a_newer_version_of_the_crms_is_a_dispute_of_its_own() {
      var known =
          agreed(ada()).hub(ada().surnamed("King"), TEN).crm(ada().forenamed("Augusta"), NINE);
      var decided = known.reconciled();

      var again =
          known.after(decided).crm(ada().forenamed("Augusta").on("+441"), ELEVEN).reconciled();

      assertThat(again.conflict().orElseThrow().resolution().winner()).isEqualTo(Side.CRM);
    }

    @Test
    void when_the_hub_goes_back_before_the_crm_was_told_nothing_is_owed_any_more() {
      var known = agreed(ada()).hub(ada().surnamed("King"), NINE);
      var decided = known.reconciled();
      var back = decided.contact().edited(ada().details(), TEN);

      assertThat(known.after(decided).hub(back).reconciled().owesAnything()).isFalse();
    }
  }

  @Nested
  class A_field_this_crm_cannot_take {

    private final Known known =
        agreed(ada()).with(Crm.able().notWriting(EMAILS)).hub(ada().at("new@example.com"), NINE);

    @Test
    void becomes_a_change_by_hand() {
      var reconciled = known.reconciled();

      assertThat(reconciled.byHand()).containsExactly(EMAILS);
      assertThat(reconciled.owesAnything()).isFalse();
    }

    @Test
    void is_kept_as_agreed_to_differ() {
      assertThat(known.reconciled().link().base())
          .isEqualTo(new Base(ada().at("new@example.com").details(), ada().details()));
    }

    @Test
    void causes_no_conflict_when_something_else_is_edited_later() {
      var later = known.after(known.reconciled()).crm(ada().surnamed("Lovelace"), TEN);

      var reconciled = later.reconciled();

      assertThat(reconciled.conflict()).isEmpty();
      assertThat(reconciled.contact().details())
          .isEqualTo(ada().at("new@example.com").surnamed("Lovelace").details());
    }

    @Test
    void is_asked_for_only_once() {
      assertThat(known.after(known.reconciled()).reconciled().byHand()).isEmpty();
    }

    @Test
    void agrees_again_when_the_crm_shows_the_value() {
      var done = known.after(known.reconciled()).crm(ada().at("new@example.com"), TEN);

      var reconciled = done.reconciled();

      assertThat(reconciled.agreeing()).contains(EMAILS);
      assertThat(reconciled.conflict()).isEmpty();
      assertThat(known.reconciled().agreeing()).doesNotContain(EMAILS);
    }

    @Test
    void that_somebody_changes_otherwise_at_the_crm_is_a_conflict_and_the_loser_is_kept() {
      var otherwise = known.after(known.reconciled()).crm(ada().at("x@x.org"), TEN);

      var reconciled = otherwise.reconciled();

      assertThat(reconciled.contact().details()).isEqualTo(ada().at("x@x.org").details());
      assertThat(reconciled.conflict().orElseThrow().hub().details())
          .isEqualTo(ada().at("new@example.com").details());
    }

    @Test
    void stays_the_hubs_when_the_hub_wins_a_conflict_about_it() {
      var disputed = known.hub(ada().at("new@example.com"), TEN).crm(ada().at("x@x.org"), NINE);

      var reconciled = disputed.reconciled();

      assertThat(reconciled.contact().details().emails())
          .isEqualTo(ada().at("new@example.com").details().emails());
      assertThat(reconciled.byHand()).containsExactly(EMAILS);
      assertThat(reconciled.owesAnything()).isFalse();
    }
  }

  @Nested
  class Somebody_new {

    @Test
    void arrives_as_the_crm_has_them() {
      var arrived =
          Known.rule(Crm.able())
              .arrive(ada().id(), Known.CRM_ACCOUNT, new ImportSource("reapit"), ada().inCrm(NINE));

      assertThat(arrived.contact().details()).isEqualTo(ada().details());
      assertThat(arrived.contact().source()).isEqualTo(new ImportSource("reapit"));
      assertThat(arrived.contact().editedAt()).isEqualTo(NINE);
      assertThat(arrived.link().base()).isEqualTo(new Base(ada().details(), ada().details()));
      assertThat(arrived.owesAnything()).isFalse();
    }

    @Test
    void needs_no_second_look() {
      var theirs = ada().inCrm(NINE);
      var arrived =
          Known.rule(Crm.able()).arrive(ada().id(), Known.CRM_ACCOUNT, ImportSource.MANUAL, theirs);

      assertThat(arrived.link().hasSettled(Fingerprint.of(theirs), arrived.contact().edition()))
          .isTrue();
    }

    @Test
    void who_is_archived_there_arrives_archived() {
      var arrived =
          Known.rule(Crm.able())
              .arrive(
                  ada().id(), Known.CRM_ACCOUNT, ImportSource.MANUAL, ada().archivedInCrm(NINE));

      assertThat(arrived.contact().archivedAt()).contains(NINE);
      assertThat(arrived.link().presence()).isEqualTo(Presence.ARCHIVED);
    }
  }

  @Nested
  class Archiving {

    @Test
    void archived_there_is_archived_here_and_not_mailed_any_more() {
      var granted = ada().saying(Channel.EMAIL, ConsentStatus.GRANTED, EIGHT);
      var known = agreed(granted).crm(granted.archivedInCrm(TEN));

      var contact = known.reconciled().contact();

      assertThat(known.ours().mayBeContactedOn(Channel.EMAIL)).isTrue();
      assertThat(contact.archivedAt()).contains(TEN);
      assertThat(contact.mayBeContactedOn(Channel.EMAIL)).isFalse();
    }

    @Test
    void brought_back_there_is_brought_back_here() {
      var known = agreed(ada()).crm(ada().archivedInCrm(NINE));
      var archived = known.after(known.reconciled());

      var back = archived.crm(ada(), TEN).reconciled();

      assertThat(back.contact().archivedAt()).isEmpty();
      assertThat(back.link().presence()).isEqualTo(Presence.LIVE);
    }

    @Test
    void somebody_gone_who_comes_back_as_they_were_is_noticed() {
      var known = agreed(ada());
      var gone = known.link().with(Presence.GONE);

      assertThat(gone.hasSettled(Fingerprint.of(known.theirs()), known.ours().edition())).isFalse();
      var back = known.hub(known.ours().archived(NINE)).link(gone).crm(ada(), TEN).reconciled();
      assertThat(back.contact().archivedAt()).isEmpty();
    }

    @Test
    void somebody_archived_in_nurturehub_stays_so_while_the_crm_has_them() {
      var known = agreed(ada());
      var archived = known.hub(known.ours().archived(NINE)).crm(ada().surnamed("King"), TEN);

      assertThat(archived.reconciled().contact().archivedAt()).contains(NINE);
    }
  }
}
