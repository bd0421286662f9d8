package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.ELEVEN;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.SEVEN;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.conflict.Known.agreed;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.Channel.SMS;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.PENDING;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ImportSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentTest {

  private static Person saying(ConsentStatus status, Instant at) {
    return ada().saying(EMAIL, status, at);
  }

  private static Person saying(ConsentStatus status) {
    return ada().saying(EMAIL, status);
  }

  private static Known hubSays(Known known, ConsentStatus status, Instant at) {
    return known.hub(
        known.ours().with(known.ours().consents().with(EMAIL, new Consent(status, at))));
  }

  private static Consent standing(Known known) {
    return known.reconciled().contact().consents().on(EMAIL);
  }

  @Nested
  class One_side_changed {

    @Test
    void a_denial_at_the_crm_stands() {
      var known = agreed(saying(GRANTED, SEVEN)).crm(saying(DENIED, NINE), NINE);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, NINE));
    }

    @Test
    void a_grant_at_the_crm_stands() {
      var known = agreed(saying(DENIED, SEVEN)).crm(saying(GRANTED, NINE), NINE);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, NINE));
    }

    @Test
    void a_denial_here_is_owed_to_the_crm() {
      var known = hubSays(agreed(saying(GRANTED, SEVEN)), DENIED, NINE);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, NINE));
      assertThat(known.reconciled().consentOwed()).containsExactly(EMAIL);
    }

    @Test
    void a_grant_here_is_owed_to_the_crm() {
      var known = hubSays(agreed(saying(DENIED, SEVEN)), GRANTED, NINE);

      assertThat(known.reconciled().consentOwed()).containsExactly(EMAIL);
    }

    @Test
    void a_grant_from_before_the_standing_denial_never_replaces_it() {
      var known = agreed(saying(DENIED, EIGHT)).crm(saying(GRANTED, SEVEN.plusSeconds(1)), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, EIGHT));
      assertThat(known.reconciled().consentOwed()).containsExactly(EMAIL);
    }

    @Test
    void nor_does_ours_replace_the_crms() {
      var known = hubSays(agreed(saying(DENIED, EIGHT)), GRANTED, SEVEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, EIGHT));
    }
  }

  @Nested
  class Both_changed {

    @Test
    void the_later_recording_stands_when_it_is_a_denial() {
      var known =
          hubSays(agreed(saying(UNKNOWN, SEVEN)), GRANTED, NINE).crm(saying(DENIED, TEN), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, TEN));
    }

    @Test
    void the_later_recording_stands_when_it_is_a_grant() {
      var known =
          hubSays(agreed(saying(UNKNOWN, SEVEN)), DENIED, NINE).crm(saying(GRANTED, TEN), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, TEN));
    }

    @Test
    void the_same_value_keeps_the_later_time() {
      var known =
          hubSays(agreed(saying(UNKNOWN, SEVEN)), DENIED, TEN).crm(saying(DENIED, NINE), NINE);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, TEN));
    }

    @Test
    void a_tie_is_a_denial_whichever_side_it_is_on() {
      var theirs =
          hubSays(agreed(saying(UNKNOWN, SEVEN)), GRANTED, TEN).crm(saying(DENIED, TEN), TEN);
      var ours =
          hubSays(agreed(saying(UNKNOWN, SEVEN)), DENIED, TEN).crm(saying(GRANTED, TEN), TEN);

      assertThat(standing(theirs)).isEqualTo(new Consent(DENIED, TEN));
      assertThat(standing(ours)).isEqualTo(new Consent(DENIED, TEN));
    }

    @Test
    void a_crm_that_keeps_whole_seconds_cannot_be_earlier_by_a_fraction_of_one() {
      var second = Instant.parse("2026-03-02T10:00:00Z");
      var known =
          hubSays(agreed(saying(UNKNOWN, SEVEN)), GRANTED, second.plusMillis(400))
              .crm(saying(DENIED, second), second);

      assertThat(standing(known).status()).isEqualTo(DENIED);
    }

    @Test
    void granted_and_denied_again_between_two_looks_is_a_change() {
      var known =
          hubSays(agreed(saying(DENIED, SEVEN)), GRANTED, NINE).crm(saying(DENIED, TEN), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, TEN));
    }

    @Test
    void so_it_is_here() {
      var known =
          hubSays(agreed(saying(DENIED, SEVEN)), DENIED, TEN).crm(saying(GRANTED, NINE), NINE);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, TEN));
    }
  }

  @Nested
  class Nobody_said_anything {

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "PENDING"})
    void never_replaces_a_denial_here(ConsentStatus nothing) {
      var known = agreed(saying(DENIED, SEVEN)).crm(saying(nothing, TEN), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, SEVEN));
      assertThat(known.reconciled().consentOwed()).containsExactly(EMAIL);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "PENDING"})
    void never_replaces_a_grant_here(ConsentStatus nothing) {
      var known = agreed(saying(GRANTED, SEVEN)).crm(saying(nothing), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, SEVEN));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "PENDING"})
    void never_replaces_what_was_said_at_the_crm(ConsentStatus nothing) {
      var known = hubSays(agreed(saying(DENIED, SEVEN)), nothing, TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, SEVEN));
      assertThat(known.reconciled().consentOwed()).isEmpty();
    }

    @Test
    void is_not_worth_telling() {
      var known = agreed(saying(UNKNOWN, SEVEN)).crm(saying(PENDING, TEN), TEN);

      assertThat(known.reconciled().consentOwed()).isEmpty();
      assertThat(standing(known).status()).isEqualTo(UNKNOWN);
    }
  }

  @Nested
  class An_undated_denial {

    @Test
    void counts_as_late_as_it_can_have_been_made() {
      var known = hubSays(agreed(saying(GRANTED, SEVEN)), GRANTED, NINE).crm(saying(DENIED), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, TEN));
    }

    @Test
    void is_renewed_by_any_later_change_of_the_record() {
      var known =
          hubSays(agreed(saying(DENIED, SEVEN), saying(DENIED)), GRANTED, NINE)
              .crm(saying(DENIED).on("+441"), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, TEN));
    }

    @Test
    void is_not_renewed_by_the_stamp_of_our_own_write() {
      var written = agreed(saying(DENIED, SEVEN), saying(DENIED));
      var stamped = written.link().with(written.link().consents().wroteAt(TEN));
      var known = hubSays(written, GRANTED, NINE).link(stamped).crm(saying(DENIED), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, NINE));
    }

    @Test
    void is_renewed_by_whoever_changed_the_record_in_the_second_of_our_own_write() {
      var written = agreed(saying(DENIED, SEVEN), saying(DENIED));
      var seen = written.link().saw(saying(DENIED).inCrm(TEN), written.ours().edition());
      var stamped = seen.with(seen.consents().wroteAt(TEN));
      var known =
          hubSays(written, GRANTED, NINE).link(stamped).crm(saying(DENIED).inCrm(TEN, "another"));

      assertThat(standing(known).status()).isEqualTo(DENIED);
    }

    @Test
    void gives_way_to_a_grant_made_since() {
      var known =
          hubSays(agreed(saying(DENIED, SEVEN), saying(DENIED)), GRANTED, ELEVEN)
              .crm(saying(DENIED).on("+441"), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, ELEVEN));
      assertThat(known.reconciled().consentOwed()).containsExactly(EMAIL);
    }

    @Test
    void that_holds_back_a_grant_of_ours_lists_it_for_a_person() {
      var known =
          hubSays(agreed(saying(DENIED, SEVEN), saying(DENIED)), GRANTED, NINE)
              .crm(saying(DENIED).on("+441"), TEN);

      assertThat(known.reconciled().heldBack()).containsExactly(EMAIL);
    }
  }

  @Test
  void an_undated_denial_stamped_in_whole_seconds_counts_to_the_end_of_its_second() {
    var second = Instant.parse("2026-03-02T10:00:00Z");
    var known =
        hubSays(agreed(saying(GRANTED, SEVEN)), GRANTED, second.plusMillis(400))
            .crm(saying(DENIED), second);

    assertThat(standing(known)).isEqualTo(new Consent(DENIED, second.plusNanos(999_999_000)));
  }

  @Nested
  class An_undated_grant {

    /// Both were read at eight.
    private final Known unknown = agreed(saying(UNKNOWN, SEVEN), saying(UNKNOWN));

    @Test
    void counts_as_early_as_it_can_have_been_made() {
      var known = unknown.crm(saying(GRANTED), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, EIGHT));
    }

    @Test
    void that_may_be_older_than_a_denial_here_is_held_back_and_listed() {
      var known = hubSays(unknown, DENIED, NINE).crm(saying(GRANTED), TEN);

      var reconciled = known.reconciled();

      assertThat(standing(known)).isEqualTo(new Consent(DENIED, NINE));
      assertThat(reconciled.heldBack()).containsExactly(EMAIL);
      assertThat(reconciled.consentOwed()).containsExactly(EMAIL);
    }

    @Test
    void that_is_certainly_older_is_not_worth_listing() {
      var known = hubSays(unknown, DENIED, NINE).crm(saying(GRANTED), EIGHT.plusSeconds(60));

      assertThat(known.reconciled().heldBack()).isEmpty();
    }

    @Test
    void gets_no_later_date_by_being_looked_at_again() {
      var known = hubSays(unknown, DENIED, NINE).crm(saying(GRANTED), TEN);

      var again = known.after(known.reconciled()).crm(saying(GRANTED).on("+441"), ELEVEN);

      assertThat(standing(again)).isEqualTo(new Consent(DENIED, NINE));
      assertThat(again.reconciled().consentOwed()).containsExactly(EMAIL);
    }

    @Test
    void nor_by_a_complete_reading_that_saw_it_again() {
      var known = hubSays(unknown, DENIED, NINE).crm(saying(GRANTED), TEN);
      var decided = known.after(known.reconciled());
      var terms = decided.rule().terms();
      var later =
          new Terms(
              terms.capabilities(),
              terms.policy(),
              terms.policyName(),
              terms.clockOffset(),
              ELEVEN,
              terms.askedAt(),
              terms.now());

      var again =
          new Reconciling(later).reconcile(decided.ours(), decided.link(), decided.theirs());

      assertThat(again.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, NINE));
    }

    @Test
    void that_follows_a_denial_the_crm_was_told_stands() {
      var told = agreed(saying(DENIED, SEVEN), saying(DENIED));
      var known = told.crm(saying(GRANTED), TEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, EIGHT));
      assertThat(known.reconciled().heldBack()).isEmpty();
    }

    @Test
    void cannot_have_been_made_before_our_last_write_there() {
      var told = agreed(saying(DENIED, NINE), saying(DENIED));
      var stamped = told.link().with(told.link().consents().wroteAt(TEN));
      var known = told.link(stamped).crm(saying(GRANTED), ELEVEN);

      assertThat(standing(known)).isEqualTo(new Consent(GRANTED, TEN));
    }
  }

  @Test
  void a_crm_that_puts_its_own_date_to_the_grant_we_told_it_has_granted_nothing_new() {
    var told = agreed(saying(GRANTED, SEVEN));
    var stamped = told.link().with(told.link().consents().wroteAt(TEN));
    var known = hubSays(told, DENIED, NINE).link(stamped).crm(saying(GRANTED, TEN), TEN);

    assertThat(standing(known)).isEqualTo(new Consent(DENIED, NINE));
  }

  @Test
  void a_crms_date_is_told_in_our_time() {
    var fast = Duration.ofHours(2);
    var known =
        hubSays(agreed(saying(UNKNOWN, SEVEN)), DENIED, NINE)
            .with(ConflictPolicy.lastWriteWins(), fast)
            .crm(saying(GRANTED, TEN), TEN);

    assertThat(standing(known)).isEqualTo(new Consent(DENIED, NINE));
  }

  @Test
  void each_channel_stands_for_itself() {
    var both = ada().saying(EMAIL, GRANTED, SEVEN).saying(SMS, GRANTED, SEVEN);
    var known =
        agreed(both).crm(ada().saying(EMAIL, DENIED, NINE).saying(SMS, GRANTED, SEVEN), NINE);

    var consents = known.reconciled().contact().consents();

    assertThat(consents.on(EMAIL).status()).isEqualTo(DENIED);
    assertThat(consents.on(SMS).status()).isEqualTo(GRANTED);
  }

  @Test
  void a_channel_the_crm_does_not_show_is_left_alone() {
    var known = hubSays(agreed(ada()), DENIED, NINE);

    assertThat(standing(known)).isEqualTo(new Consent(DENIED, NINE));
    assertThat(known.reconciled().consentOwed()).isEmpty();
  }

  @Test
  void no_policy_has_a_say_in_it() {
    var known =
        agreed(saying(GRANTED, SEVEN))
            .hub(saying(GRANTED, SEVEN).surnamed("King"), TEN)
            .crm(saying(DENIED, NINE).surnamed("Lovelace"), NINE);

    var reconciled = known.reconciled();

    assertThat(reconciled.contact().details().name().surname()).isEqualTo("King");
    assertThat(reconciled.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, NINE));
  }

  @Test
  void consent_never_sets_the_hubs_time_of_modification() {
    var known = agreed(saying(GRANTED, SEVEN)).crm(saying(DENIED, NINE), NINE);

    assertThat(known.reconciled().contact().editedAt()).isEqualTo(known.ours().editedAt());
  }

  @Test
  void what_the_crm_cannot_be_told_is_for_a_person_and_then_agreed_to_differ() {
    var known =
        hubSays(agreed(saying(GRANTED, SEVEN)), DENIED, NINE).with(Crm.able().notTakingConsent());
    var reconciled = known.reconciled();

    assertThat(reconciled.consentByHand()).containsExactly(EMAIL);
    assertThat(reconciled.consentOwed()).isEmpty();
    assertThat(standing(known.after(reconciled))).isEqualTo(new Consent(DENIED, NINE));
  }

  @Test
  void what_is_owed_stays_owed_until_it_landed() {
    var known = hubSays(agreed(saying(GRANTED, SEVEN)), DENIED, NINE);
    var decided = known.reconciled();

    assertThat(known.after(decided).reconciled().consentOwed()).containsExactly(EMAIL);
  }

  @Test
  void a_denial_that_outlasts_a_grant_at_the_crm_stays_owed_until_it_landed() {
    var known = agreed(saying(DENIED, EIGHT)).crm(saying(GRANTED, SEVEN.plusSeconds(1)), TEN);
    var decided = known.reconciled();
    var again = known.after(decided).crm(saying(GRANTED, SEVEN.plusSeconds(1)).on("+441"), TEN);

    assertThat(decided.consentOwed()).containsExactly(EMAIL);
    assertThat(again.reconciled().consentOwed()).containsExactly(EMAIL);
  }

  @Test
  void what_landed_is_owed_no_more_and_our_own_echo_is_silent() {
    var known = hubSays(agreed(saying(GRANTED, SEVEN)), DENIED, NINE);
    var decided = known.reconciled();
    var shown = saying(DENIED, NINE).inCrm(TEN);
    var told =
        new WriteBack(
            ContactDetails.NONE,
            ContactDetails.NONE,
            Set.of(),
            decided.contact().consents(),
            Set.of(EMAIL));

    var link = told.landed(decided.link(), Optional.of(shown));
    var echo = known.after(decided).link(link).crm(shown).reconciled();

    assertThat(echo.owesAnything()).isFalse();
    assertThat(echo.contact()).isEqualTo(decided.contact());
  }

  @Test
  void somebody_new_brings_their_consent_along() {
    var arrived =
        Known.rule(Crm.able())
            .arrive(
                ada().id(),
                Known.CRM_ACCOUNT,
                ImportSource.MANUAL,
                ada().saying(EMAIL, DENIED).saying(SMS, GRANTED).inCrm(NINE));

    assertThat(arrived.contact().consents())
        .isEqualTo(
            Consents.UNASKED
                .with(EMAIL, new Consent(DENIED, NINE))
                .with(SMS, new Consent(GRANTED, Instant.EPOCH)));
  }

  @Test
  void nor_where_our_write_was_not_looked_at_again() {
    var known = hubSays(agreed(saying(DENIED, SEVEN)), GRANTED, NINE);
    var decided = known.reconciled();
    var told =
        new WriteBack(
            ContactDetails.NONE,
            ContactDetails.NONE,
            Set.of(),
            decided.contact().consents(),
            Set.of(EMAIL));
    var unseen = known.after(decided).link(told.landed(decided.link(), Optional.empty()));
    var denied = hubSays(unseen, DENIED, TEN);

    var first = denied.crm(saying(GRANTED, ELEVEN), ELEVEN).reconciled();
    var second = denied.after(first).crm(saying(GRANTED, ELEVEN).on("+441"), ELEVEN).reconciled();

    assertThat(first.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, TEN));
    assertThat(second.contact().consents().on(EMAIL)).isEqualTo(new Consent(DENIED, TEN));
    assertThat(second.consentOwed()).containsExactly(EMAIL);
  }
}
