package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a pass finds spans whose people fit on a page.
class StreetPositionTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant SINCE = NOW.minus(Duration.ofDays(10));

  @Test
  void a_span_of_too_many_becomes_as_narrow_as_their_number_suggests() {
    var at = StreetPosition.from(Optional.of(SINCE)).narrowed(1_000, 100, NOW);

    assertThat(at.from()).contains(SINCE);
    assertThat(at.width()).contains(Duration.ofSeconds((long) (864_000 * 0.08)));
  }

  @Test
  void a_span_that_holds_just_too_many_becomes_half_as_wide_at_most() {
    var at = StreetPosition.from(Optional.of(SINCE)).narrowed(101, 100, NOW);

    assertThat(at.width().orElseThrow()).isLessThanOrEqualTo(Duration.ofDays(5));
  }

  @Test
  void no_span_is_narrower_than_three_seconds_of_stamps() {
    var at = StreetPosition.from(Optional.of(NOW.minusSeconds(20)));
    for (int again = 0; again < 50; again++) {
      at = at.narrowed(1_000_000, 100, NOW);
    }

    assertThat(at.width()).contains(StreetPosition.NARROWEST);
    assertThat(at.canBeNarrower(NOW)).isFalse();
  }

  @Test
  void the_next_span_reaches_back_and_is_wider_where_there_were_few() {
    var at = StreetPosition.from(Optional.of(SINCE)).at(Optional.of(SINCE), day());

    var next = at.next(8, 100, Duration.ofSeconds(1), NOW, Optional.of(SINCE));

    assertThat(next.from()).contains(SINCE.plus(Duration.ofDays(1)).minusSeconds(1));
    assertThat(next.width()).isEmpty();
    var busy = at.next(160, 100, Duration.ofSeconds(1), NOW, Optional.of(SINCE));
    assertThat(busy.width()).contains(Duration.ofHours(12));
  }

  @Test
  void after_the_span_without_an_end_come_the_deleted_and_then_the_end() {
    var last = StreetPosition.from(Optional.of(SINCE));

    var deleted = last.next(5, 100, Duration.ofSeconds(1), NOW, Optional.of(SINCE));
    assertThat(deleted.trashed()).isTrue();
    assertThat(deleted.over()).isFalse();
    assertThat(deleted.from()).contains(SINCE);

    assertThat(deleted.next(0, 100, Duration.ofSeconds(1), NOW, Optional.of(SINCE)).over())
        .isTrue();
  }

  @Test
  void a_pass_always_gets_on() {
    // A day in spans of seconds: tens of thousands of them.
    var since = NOW.minus(Duration.ofDays(1));
    var at = StreetPosition.from(Optional.of(since)).narrowed(1_000_000, 100, NOW);
    var steps = 0;
    while (at.width().isPresent()) {
      var before = at.from().orElseThrow();
      at = at.next(100, 100, Duration.ofSeconds(1), NOW, Optional.empty());
      assertThat(at.from().orElseThrow()).isAfter(before);
      at = steps % 50 == 0 ? at.next(0, 100, Duration.ofSeconds(1), NOW, Optional.empty()) : at;
      steps++;
    }

    assertThat(steps).isGreaterThan(10_000);
  }

  @Test
  void a_position_survives_being_written_down() {
    var at =
        StreetPosition.from(Optional.of(SINCE))
            .counted(1_000, false)
            .counted(50, true)
            .narrowed(1_000, 100, NOW)
            .onPage(3, 250)
            .delivering(200);

    assertThat(StreetPosition.read(at.cursor())).contains(at);
    assertThat(StreetPosition.read(StreetPosition.START.cursor())).contains(StreetPosition.START);
    assertThat(at.total()).hasValue(1_050);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "1 live - - x 0 - - 0",
        "2 live - - 1 0 - - 0",
        "1 live a b 1 0 - - 0"
      })
  void a_cursor_of_another_kind_is_no_position(String cursor) {
    assertThat(StreetPosition.read(new SyncCursor(cursor))).isEmpty();
  }

  private static Optional<Duration> day() {
    return Optional.of(Duration.ofDays(1));
  }
}
