package com.nurturehub.crm.testkit.event;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When a CRM's messages are relied on, and when not. The agency's interval is four hours, the
/// sweep comes every twelve.
class RelyingOnMessagesTest {

  /// Later than an interval can be put off by.
  private static final Duration INTERVAL = Duration.ofMinutes(4 * 60 + 30);

  private static final Duration SWEEP = Duration.ofMinutes(13 * 60 + 30);

  private final Told told = new Told();

  @BeforeEach
  void connected() {
    told.crm.shows(ada().inCrm(EIGHT));
    told.work();
  }

  /// Everything that happens in this time, minute by minute.
  private void live(Duration time) {
    for (var minutes = time.toMinutes(); minutes > 0; minutes -= 10) {
      told.pass(Duration.ofMinutes(10));
      told.work();
    }
  }

  private void aMessageComes() {
    told.pass(Duration.ofSeconds(1));
    told.told(ada().inCrm(EIGHT));
    told.work();
  }

  private long passesWithin(Duration time) {
    var before = told.crm.passes();
    live(time);
    return told.crm.passes() - before;
  }

  @Test
  void connecting_registers() {
    assertThat(told.subscription().feed()).contains(told.crm.feed);
    assertThat(told.crm.registrations).isEqualTo(1);
  }

  @Test
  void registering_alone_does_not_end_polling() {
    assertThat(told.subscription().isReliedOn()).isFalse();
    assertThat(passesWithin(INTERVAL)).isEqualTo(1);
  }

  @Test
  void a_message_that_came_makes_polling_rarer() {
    aMessageComes();

    assertThat(told.subscription().isReliedOn()).isTrue();
    assertThat(passesWithin(INTERVAL)).isZero();
    assertThat(passesWithin(SWEEP)).isEqualTo(1);
  }

  @Test
  void a_change_whose_message_was_lost_is_found_by_polling() {
    told.crm.shows(ada().surnamed("Lovelace").inCrm(told.instant()));

    live(INTERVAL);

    assertThat(told.called("Ada").orElseThrow().details().name().surname()).isEqualTo("Lovelace");
  }

  @Test
  void a_sweep_that_finds_what_was_not_told_brings_polling_back_and_registers_again() {
    aMessageComes();
    told.pass(Duration.ofMinutes(1));
    told.crm.shows(grace().inCrm(told.instant()));
    var before = told.crm.registrations;

    live(SWEEP);

    assertThat(told.called("Grace")).isPresent();
    assertThat(told.subscription().isReliedOn()).isFalse();
    assertThat(told.crm.registrations).isGreaterThan(before);
    assertThat(passesWithin(INTERVAL)).isEqualTo(1);
    assertThat(told.alerts()).isEmpty();
  }

  @Test
  void it_is_relied_on_again_once_it_has_told_and_a_pass_found_nothing_untold() {
    aMessageComes();
    told.pass(Duration.ofMinutes(1));
    told.crm.shows(grace().inCrm(told.instant()));
    live(SWEEP);
    aMessageComes();
    assertThat(told.subscription().isReliedOn()).isFalse();

    live(INTERVAL);

    assertThat(told.subscription().isReliedOn()).isTrue();
  }

  @Test
  void what_is_missed_again_and_again_raises_an_alert_that_ends_by_itself() {
    told.pass(Duration.ofMinutes(1));
    told.crm.shows(grace().inCrm(told.instant()));
    live(INTERVAL);
    assertThat(told.alerts()).isEmpty();
    told.crm.shows(ada().surnamed("King").inCrm(told.instant()));
    live(INTERVAL);

    assertThat(told.alerts())
        .extracting(Alert.Open::cause)
        .containsExactly(FailureCause.NOT_TOLD_OF_CHANGES);

    live(INTERVAL);

    assertThat(told.alerts()).isEmpty();
  }

  @Test
  void a_registration_that_is_gone_is_made_again_and_the_gap_is_read() {
    aMessageComes();
    told.crm.feed = new ChangeFeed.Webhooks("hook 2", Duration.ofHours(12));

    assertThat(passesWithin(Duration.ofMinutes(70))).isEqualTo(1);

    assertThat(told.subscription().feed()).contains(told.crm.feed);
    assertThat(told.subscription().isReliedOn()).isFalse();
    aMessageComes();
    live(INTERVAL);
    assertThat(told.subscription().isReliedOn()).isTrue();
  }

  @Test
  void a_registration_that_cannot_be_looked_at_brings_polling_back_and_an_alert_at_last() {
    aMessageComes();
    told.crm.notRegistering =
        Optional.of(new CrmFailure.Transient(FailureCause.UNAVAILABLE, "It is down."));

    assertThat(passesWithin(INTERVAL)).isEqualTo(1);

    assertThat(told.subscription().isReliedOn()).isFalse();
    assertThat(told.alerts())
        .extracting(Alert.Open::cause)
        .containsExactly(FailureCause.NOT_TOLD_OF_CHANGES);

    told.crm.notRegistering = Optional.empty();
    live(Duration.ofHours(2));
    assertThat(told.alerts()).isEmpty();
    assertThat(told.subscription().isReliedOn()).isTrue();
  }

  @Test
  void what_people_set_up_by_hand_never_ends_polling() {
    told.crm.feed = new ChangeFeed.SetUpByHand("Open the settings.", SecretHolder.AGENCY);
    live(Duration.ofMinutes(70));
    aMessageComes();

    assertThat(told.subscription().isReliedOn()).isFalse();
    assertThat(passesWithin(INTERVAL)).isEqualTo(1);
  }

  @Test
  void connecting_again_starts_afresh() {
    aMessageComes();
    told.disconnect();
    assertThat(told.subscription().feed()).isEmpty();

    told.connect();
    told.work();

    assertThat(told.subscription().feed()).contains(told.crm.feed);
    assertThat(told.subscription().isReliedOn()).isFalse();
  }
}
