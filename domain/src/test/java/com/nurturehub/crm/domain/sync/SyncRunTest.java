package com.nurturehub.crm.domain.sync;

import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.ELEVEN;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncRunTest {

  private static final ConnectionId REAPIT = new ConnectionId(new UUID(0, 1));

  private static Running begun(Pass pass) {
    return Running.begin(new SyncRunId(new UUID(0, 2)), REAPIT, pass, SyncCursor.START, NINE);
  }

  private static Tally page(long created, long unchanged) {
    return Tally.NONE
        .reading(created + unchanged)
        .counting(Change.CREATED, created)
        .counting(Change.UNCHANGED, unchanged);
  }

  @Test
  void a_run_goes_on_from_the_position_after_its_last_page_and_adds_up() {
    var run =
        begun(Pass.FULL)
            .advanced(page(3, 1), new SyncCursor("2"), OptionalLong.of(9), TEN)
            .advanced(page(2, 3), new SyncCursor("3"), OptionalLong.empty(), ELEVEN);

    assertThat(run.position()).isEqualTo(new SyncCursor("3"));
    assertThat(run.tally()).isEqualTo(page(5, 4));
    assertThat(run.total()).hasValue(9);
  }

  @Test
  void the_crms_time_of_the_first_page_is_remembered() {
    var run =
        begun(Pass.FULL)
            .advanced(page(1, 0), new SyncCursor("2"), OptionalLong.empty(), TEN)
            .advanced(page(1, 0), new SyncCursor("3"), OptionalLong.empty(), ELEVEN);

    assertThat(run.servedFrom()).contains(TEN);
  }

  @Test
  void a_run_ends_with_its_tally() {
    var run = begun(Pass.FULL).advanced(page(3, 1), SyncCursor.START, OptionalLong.empty(), TEN);

    assertThat(run.succeed(TEN).tally()).isEqualTo(page(3, 1));
    assertThat(run.fail(FailureCause.BOOKS_DO_NOT_BALANCE, "one is missing", TEN).reason())
        .isEqualTo("one is missing");
  }

  @Test
  void the_books_balance_when_everything_read_was_dealt_with() {
    var tally = Tally.NONE.reading(5);
    for (var change : Change.values()) {
      assertThat(tally.balances()).isFalse();
      tally = tally.counting(change);
    }

    assertThat(tally.balances()).isTrue();
    assertThat(tally).isEqualTo(new Tally(5, 1, 1, 1, 1, 1));
    assertThat(tally.counting(Change.UPDATED).balances()).isFalse();
    assertThat(tally.plus(tally)).isEqualTo(new Tally(10, 2, 2, 2, 2, 2));
  }

  @Test
  void the_watermark_is_the_crms_time_of_the_first_page_less_the_overlap() {
    var run =
        begun(Pass.CHANGES).advanced(page(1, 0), SyncCursor.START, OptionalLong.empty(), EIGHT);

    var mark = Watermark.none(REAPIT).completed(run, ELEVEN);

    assertThat(mark.changesSince()).contains(EIGHT.minus(Watermark.OVERLAP));
    assertThat(mark.fullPassAt()).isEmpty();
  }

  @Test
  void only_a_full_pass_moves_the_time_of_the_last_full_pass() {
    var run = begun(Pass.FULL).advanced(page(1, 0), SyncCursor.START, OptionalLong.empty(), EIGHT);

    assertThat(Watermark.none(REAPIT).completed(run, ELEVEN).fullPassAt()).contains(ELEVEN);
  }

  @Test
  void a_pass_that_read_nothing_leaves_the_watermark_where_it_was() {
    var before =
        Watermark.none(REAPIT)
            .completed(
                begun(Pass.FULL)
                    .advanced(page(1, 0), SyncCursor.START, OptionalLong.empty(), EIGHT),
                NINE);

    assertThat(before.completed(begun(Pass.CHANGES), TEN).changesSince())
        .isEqualTo(before.changesSince());
  }

  @Test
  void a_request_made_while_a_run_is_in_progress_stays_open() {
    var begun = Watermark.none(REAPIT).requested(NINE, Pass.CHANGES).answered();
    var asked = begun.requested(TEN, Pass.FULL);

    var completed = asked.completed(begun(Pass.CHANGES), ELEVEN);

    assertThat(begun.requestedAt()).isEmpty();
    assertThat(completed.requestedAt()).contains(TEN);
    assertThat(completed.requestedPass()).isEqualTo(Pass.FULL);
  }

  @Test
  void a_full_pass_that_was_asked_for_is_not_forgotten_by_a_smaller_wish() {
    var asked = Watermark.none(REAPIT).requested(NINE, Pass.FULL).requested(TEN, Pass.CHANGES);

    assertThat(asked.requestedPass()).isEqualTo(Pass.FULL);
    assertThat(asked.answered().requestedPass()).isEqualTo(Pass.CHANGES);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "4, 5, false",
    "5, 5, true",
    "50, 1000, false",
    "51, 1000, true",
    "1000000, 20000000, false",
    "1000001, 20000000, true",
  })
  void deletions_are_stopped_beyond_a_twentieth(long affected, long all, boolean trips) {
    assertThat(Firewall.DELETIONS.trips(affected, all)).isEqualTo(trips);
  }

  @ParameterizedTest
  @CsvSource({
    "49, 50, false",
    "50, 50, true",
    "50, 500, false",
    "51, 500, true",
    "100, 1000, false",
    "101, 1000, true",
  })
  void writes_are_stopped_beyond_a_tenth_and_at_least_fifty(
      long affected, long all, boolean trips) {
    assertThat(Firewall.WRITES.trips(affected, all)).isEqualTo(trips);
  }

  @Test
  void a_record_that_cannot_be_taken_is_kept_as_far_as_it_can_be_kept() {
    var record =
        new Quarantined(Optional.of("a\u0000b"), "bad \uD800 name", "{\uDC00\u0000\uD83D\uDE00}");

    assertThat(record)
        .isEqualTo(
            new Quarantined(
                Optional.of("a\uFFFDb"), "bad \uFFFD name", "{\uFFFD\uFFFD\uD83D\uDE00}"));
  }

  @Test
  void more_of_it_is_cut_and_the_cut_is_marked() {
    var record = new Quarantined(Optional.empty(), "", "\uD83D\uDE00".repeat(1_000_000));

    assertThat(record.raw())
        .hasSizeLessThanOrEqualTo(Quarantined.RAW_LENGTH_MAX)
        .endsWith(" … shortened")
        .doesNotContain("\uD83D ");
  }

  @Test
  void a_cursor_has_a_bound() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SyncCursor("x".repeat(4_001)));
  }
}
