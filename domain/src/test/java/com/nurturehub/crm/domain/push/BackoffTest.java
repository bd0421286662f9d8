package com.nurturehub.crm.domain.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Seeds;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class BackoffTest {

  private static final Optional<Duration> UNSAID = Optional.empty();

  @ParameterizedTest
  @Seeds(500)
  void a_delay_is_never_nothing_and_never_beyond_its_bound(long seed) {
    var chance = new Random(seed);
    var attempt = 1 + chance.nextInt(Integer.MAX_VALUE - 1);
    var early = 1 + chance.nextInt(40);

    for (var backoff : new Backoff[] {Backoff.PUSHES, Backoff.OPT_OUTS, Backoff.LANES}) {
      assertThat(backoff.delay(attempt, UNSAID, chance))
          .isPositive()
          .isLessThanOrEqualTo(backoff.longest());
      assertThat(backoff.delay(early, UNSAID, chance))
          .isPositive()
          .isLessThanOrEqualTo(backoff.longest())
          .isLessThanOrEqualTo(backoff.first().multipliedBy(1L << Math.min(30, early - 1)));
    }
  }

  @ParameterizedTest
  @Seeds(200)
  void what_the_crm_asked_for_is_never_undercut(long seed) {
    var chance = new Random(seed);
    var asked = Duration.ofSeconds(chance.nextInt(10_000));

    assertThat(Backoff.PUSHES.delay(1 + chance.nextInt(12), Optional.of(asked), chance))
        .isGreaterThanOrEqualTo(asked);
  }

  @Test
  void the_first_delay_is_short_and_later_ones_spread_over_more_and_more() {
    var chance = new Random(1);
    var longestOf = new Duration[8];
    for (var attempt = 1; attempt <= 8; attempt++) {
      var longest = Duration.ZERO;
      for (var i = 0; i < 1_000; i++) {
        var delay = Backoff.PUSHES.delay(attempt, UNSAID, chance);
        longest = delay.compareTo(longest) > 0 ? delay : longest;
      }
      longestOf[attempt - 1] = longest;
    }

    assertThat(longestOf[0]).isLessThanOrEqualTo(Backoff.PUSHES.first());
    assertThat(longestOf).isSorted();
  }

  @Test
  void attempts_are_exhausted_at_their_number_and_a_lanes_never() {
    assertThat(Backoff.PUSHES.isExhausted(11)).isFalse();
    assertThat(Backoff.PUSHES.isExhausted(12)).isTrue();
    assertThat(Backoff.LANES.isExhausted(1_000_000)).isFalse();
  }

  @Test
  void an_opt_out_is_tried_again_within_half_a_minute_for_hours() {
    assertThat(Backoff.OPT_OUTS.delay(4_999, UNSAID, new Random(1)))
        .isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(Backoff.OPT_OUTS.isExhausted(2_000)).isFalse();
  }

  @Test
  void no_attempt_at_all_waits_as_the_first_one_does() {
    assertThat(Backoff.PUSHES.delay(0, UNSAID, new Random(1)))
        .isLessThanOrEqualTo(Backoff.PUSHES.first());
  }
}
