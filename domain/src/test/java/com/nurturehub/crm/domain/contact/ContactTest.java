package com.nurturehub.crm.domain.contact;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.Channel.POST;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.PENDING;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {

  private final Contact contact = ada().inHub(NINE);

  @Test
  void an_edit_counts_and_makes_the_hub_newer() {
    var edited = contact.edited(ada().surnamed("King").details(), TEN);

    assertThat(edited.editedAt()).isEqualTo(TEN);
    assertThat(edited.edition()).isEqualTo(contact.edition() + 1);
  }

  @Test
  void an_edit_made_earlier_never_makes_the_hub_older() {
    assertThat(contact.edited(ada().surnamed("King").details(), EIGHT).editedAt()).isEqualTo(NINE);
  }

  @Test
  void a_consent_counts_but_does_not_make_the_hub_newer() {
    var said = contact.with(contact.consents().with(EMAIL, new Consent(DENIED, TEN)));

    assertThat(said.editedAt()).isEqualTo(NINE);
    assertThat(said.edition()).isEqualTo(contact.edition() + 1);
  }

  @Test
  void a_signal_neither_counts_nor_makes_the_hub_newer() {
    var scored = contact.with(contact.signals().with(new Signal.ScoreChanged(71, true, TEN)));

    assertThat(scored.editedAt()).isEqualTo(NINE);
    assertThat(scored.edition()).isEqualTo(contact.edition());
  }

  @Test
  void archiving_counts_once() {
    var archived = contact.archived(TEN);

    assertThat(archived.edition()).isEqualTo(contact.edition() + 1);
    assertThat(archived.archived(TEN.plusSeconds(1))).isEqualTo(archived);
    assertThat(archived.unarchived().archivedAt()).isEmpty();
  }

  @Test
  void only_who_granted_it_and_is_not_archived_may_be_contacted() {
    var granted = contact.with(contact.consents().with(EMAIL, new Consent(GRANTED, NINE)));

    assertThat(contact.mayBeContactedOn(EMAIL)).isFalse();
    assertThat(granted.mayBeContactedOn(EMAIL)).isTrue();
    assertThat(granted.mayBeContactedOn(POST)).isFalse();
    assertThat(granted.archived(TEN).mayBeContactedOn(EMAIL)).isFalse();
  }

  @Nested
  class Recording_a_consent {

    private final Consents denied = Consents.UNASKED.with(EMAIL, new Consent(DENIED, NINE));
    private final Consents granted = Consents.UNASKED.with(EMAIL, new Consent(GRANTED, NINE));

    @Test
    void a_later_answer_stands() {
      assertThat(denied.recording(EMAIL, new Consent(GRANTED, TEN)).on(EMAIL))
          .isEqualTo(new Consent(GRANTED, TEN));
      assertThat(granted.recording(EMAIL, new Consent(DENIED, TEN)).denies(EMAIL)).isTrue();
    }

    @Test
    void an_earlier_answer_does_not() {
      assertThat(denied.recording(EMAIL, new Consent(GRANTED, EIGHT))).isEqualTo(denied);
      assertThat(granted.recording(EMAIL, new Consent(DENIED, EIGHT))).isEqualTo(granted);
    }

    @Test
    void of_two_at_the_same_time_the_denial_stands() {
      assertThat(denied.recording(EMAIL, new Consent(GRANTED, NINE))).isEqualTo(denied);
      assertThat(granted.recording(EMAIL, new Consent(DENIED, NINE)).denies(EMAIL)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "PENDING"})
    void not_having_asked_never_replaces_an_answer(ConsentStatus nothing) {
      assertThat(denied.recording(EMAIL, new Consent(nothing, TEN))).isEqualTo(denied);
      assertThat(granted.recording(EMAIL, new Consent(nothing, TEN))).isEqualTo(granted);
    }

    @Test
    void any_answer_replaces_not_having_asked() {
      var pending = Consents.UNASKED.with(EMAIL, new Consent(PENDING, NINE));

      assertThat(pending.recording(EMAIL, new Consent(GRANTED, EIGHT)).on(EMAIL).status())
          .isEqualTo(GRANTED);
      assertThat(Consents.UNASKED.on(EMAIL).status()).isEqualTo(UNKNOWN);
    }
  }

  @Nested
  class Signals_of_interest {

    @Test
    void a_newer_score_replaces_an_older_one_in_whatever_order_they_arrive() {
      var older = new Signal.ScoreChanged(40, false, NINE);
      var newer = new Signal.ScoreChanged(71, true, TEN);

      assertThat(Signals.NONE.with(older).with(newer)).isEqualTo(Signals.NONE.with(newer));
      assertThat(Signals.NONE.with(newer).with(older)).isEqualTo(Signals.NONE.with(newer));
    }

    @Test
    void a_newer_status_replaces_an_older_one_in_whatever_order_they_arrive() {
      var older = new Signal.StatusChanged(ContactStatus.HOT, NINE);
      var newer = new Signal.StatusChanged(ContactStatus.DORMANT, TEN);

      assertThat(Signals.NONE.with(newer).with(older).status()).isEqualTo(ContactStatus.DORMANT);
      assertThat(Signals.NONE.with(older).with(newer).status()).isEqualTo(ContactStatus.DORMANT);
    }

    @Test
    void engagements_are_counted_and_the_latest_is_remembered() {
      var signals =
          Signals.NONE
              .with(new Signal.Engaged(Signal.Engagement.OPENED, TEN))
              .with(new Signal.Engaged(Signal.Engagement.OPENED, NINE))
              .with(new Signal.Engaged(Signal.Engagement.CLICKED, NINE));

      assertThat(signals.count(Signal.Engagement.OPENED)).isEqualTo(2);
      assertThat(signals.count(Signal.Engagement.CLICKED)).isEqualTo(1);
      assertThat(signals.count(Signal.Engagement.BOOKED)).isZero();
      assertThat(signals.engagedAt()).isEqualTo(TEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MAX_VALUE})
    void a_score_is_between_0_and_100(int score) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Signal.ScoreChanged(score, false, NINE));
    }
  }
}
