package com.nurturehub.crm.domain.alert;

import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.alert.Alert.Open.REMINDED_EVERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertTest {

  @Test
  void a_reminder_is_wanted_a_day_after_it_was_raised_and_a_day_after_the_last_one() {
    var alert = alert(FailureCause.UNAVAILABLE);
    var tomorrow = NINE.plus(REMINDED_EVERY);

    assertThat(alert.wantsReminder(tomorrow.minusMillis(1))).isFalse();
    assertThat(alert.wantsReminder(tomorrow)).isTrue();
    assertThat(alert.reminded(tomorrow).wantsReminder(tomorrow.plusSeconds(1))).isFalse();
    assertThat(alert.reminded(tomorrow).wantsReminder(tomorrow.plus(REMINDED_EVERY))).isTrue();
  }

  @Test
  void who_has_seen_it_is_not_reminded() {
    var seen = alert(FailureCause.UNAVAILABLE).acknowledged(TEN);

    assertThat(seen)
        .isInstanceOfSatisfying(
            Alert.Open.class,
            open -> assertThat(open.wantsReminder(TEN.plus(REMINDED_EVERY))).isFalse());
  }

  @Test
  void where_only_a_person_can_tell_that_it_is_done_their_word_ends_it() {
    var alert = alert(FailureCause.REVOKE_BY_HAND);

    assertThat(alert.acknowledged(TEN)).isEqualTo(alert.resolved("A person has seen to it.", TEN));
  }

  private static Alert.Open alert(FailureCause cause) {
    return Alert.Open.raised(
        new AlertId(new UUID(1, 1)), new ConnectionId(new UUID(2, 2)), cause, "It stopped.", NINE);
  }
}
