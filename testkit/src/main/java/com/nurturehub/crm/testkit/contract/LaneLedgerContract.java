package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.ELEVEN;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.NOON;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nurturehub.crm.application.lane.DueLane;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every implementation of [LaneLedger] promises.
public interface LaneLedgerContract {

  Duration SPAN = Duration.ofSeconds(60);
  int EVERYBODY = 10_000;

  Storage storage();

  private LaneLedger ledger() {
    return storage().ledger();
  }

  /// A lane that was opened and is due at nine.
  private Office opened() {
    var office = Office.in(storage());
    office.run(() -> ledger().open(office.reapit(), office.agency(), NINE));
    return office;
  }

  private Lease take(Office office, Instant now) {
    return ledger().take(office.reapit(), now, SPAN).orElseThrow();
  }

  private boolean isOverdue(ConnectionId connection, Instant now) {
    return ledger().overdue(now, EVERYBODY).contains(connection);
  }

  @Test
  default void a_lane_is_taken_until_its_lease_ends() {
    var office = opened();

    var lease = take(office, NINE);

    assertThat(lease.connection()).isEqualTo(office.reapit());
    assertThat(lease.agency()).isEqualTo(office.agency());
    assertThat(lease.until()).isEqualTo(NINE.plus(SPAN));
  }

  @Test
  default void everybody_may_know_whose_a_lane_is_also_when_it_is_closed() {
    var office = opened();
    var unknown = Office.in(storage()).reapit();

    assertThat(ledger().agencyOf(office.reapit())).contains(office.agency());
    office.run(() -> ledger().close(office.reapit()));
    assertThat(ledger().agencyOf(office.reapit())).contains(office.agency());
    assertThat(ledger().agencyOf(unknown)).isEmpty();
  }

  @Test
  default void a_lane_somebody_holds_is_not_taken() {
    var office = opened();
    take(office, NINE);

    assertThat(ledger().take(office.reapit(), NINE.plus(SPAN).minusMillis(1), SPAN)).isEmpty();
  }

  @Test
  default void a_lane_whose_lease_ran_out_is_taken_under_a_new_epoch() {
    var office = opened();
    var first = take(office, NINE);

    var second = take(office, NINE.plus(SPAN));

    assertThat(second.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  default void a_lane_that_is_not_due_is_taken_all_the_same() {
    var office = opened();

    assertThat(ledger().take(office.reapit(), SEVEN, SPAN)).isPresent();
  }

  @Test
  default void a_lane_that_was_never_opened_is_not_taken() {
    var office = Office.in(storage());

    assertThat(ledger().take(office.reapit(), NINE, SPAN)).isEmpty();
    assertThat(isOverdue(office.reapit(), NOON)).isFalse();
  }

  @Test
  default void a_closed_lane_is_not_taken_and_opens_again() {
    var office = opened();
    office.run(() -> ledger().close(office.reapit()));

    assertThat(ledger().take(office.reapit(), NINE, SPAN)).isEmpty();
    assertThat(isOverdue(office.reapit(), NOON)).isFalse();

    office.run(() -> ledger().open(office.reapit(), office.agency(), TEN));
    assertThat(ledger().take(office.reapit(), TEN, SPAN)).isPresent();
  }

  @Test
  default void a_lane_that_was_closed_while_held_is_lost() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().close(office.reapit()));

    assertThat(ledger().renew(lease, NINE, SPAN)).isEmpty();
    assertThat(ledger().release(lease, NINE, new NextSlice.Again(), 0)).isEmpty();
    assertThat(isOverdue(office.reapit(), NOON)).isFalse();
  }

  @Test
  default void a_lease_is_renewed_while_it_holds() {
    var office = opened();
    var lease = take(office, NINE);

    var renewed = ledger().renew(lease, NINE.plusSeconds(30), SPAN).orElseThrow();

    assertThat(renewed)
        .isEqualTo(
            new Lease(
                office.reapit(), office.agency(), lease.epoch(), NINE.plusSeconds(30).plus(SPAN)));
    assertThat(ledger().take(office.reapit(), NINE.plus(SPAN), SPAN)).isEmpty();
  }

  @Test
  default void a_lease_that_ran_out_but_nobody_took_is_renewed() {
    var office = opened();
    var lease = take(office, NINE);

    assertThat(ledger().renew(lease, TEN, SPAN)).isPresent();
  }

  @Test
  default void a_lease_that_was_lost_is_not_renewed() {
    var office = opened();
    var lost = take(office, NINE);
    take(office, NINE.plus(SPAN));

    assertThat(ledger().renew(lost, NINE.plus(SPAN), SPAN)).isEmpty();
  }

  @Test
  default void a_lane_given_back_is_free_and_due_when_it_said() {
    var office = opened();
    var lease = take(office, NINE);

    assertThat(ledger().release(lease, NINE, new NextSlice.At(NOON), 0)).contains(NOON);

    assertThat(isOverdue(office.reapit(), NOON.minusMillis(1))).isFalse();
    assertThat(isOverdue(office.reapit(), NOON)).isTrue();
    assertThat(ledger().take(office.reapit(), TEN, SPAN)).isPresent();
  }

  @Test
  default void a_lane_that_rests_is_due_only_when_woken() {
    var office = opened();
    var lease = take(office, NINE);

    assertThat(ledger().release(lease, NINE, new NextSlice.Resting(), 0)).isEmpty();

    assertThat(isOverdue(office.reapit(), NOON)).isFalse();
    office.run(() -> ledger().woken(office.reapit(), NOON));
    assertThat(isOverdue(office.reapit(), NOON)).isTrue();
  }

  @Test
  default void a_lane_with_more_to_do_goes_on_at_once() {
    var office = opened();
    var lease = take(office, NINE);

    assertThat(ledger().release(lease, NINE, new NextSlice.Again(), 0)).isPresent();
    assertThat(isOverdue(office.reapit(), TEN)).isTrue();
  }

  @Test
  default void a_wake_while_the_lane_is_worked_is_not_lost() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().woken(office.reapit(), NINE.plusSeconds(1)));

    var next = ledger().release(lease, NINE, new NextSlice.At(NOON), 0);

    assertThat(next.orElseThrow()).isBefore(NOON);
  }

  @Test
  default void a_wake_while_the_lane_is_worked_is_not_lost_where_it_would_rest() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().woken(office.reapit(), NINE.plusSeconds(1)));

    assertThat(ledger().release(lease, NINE, new NextSlice.Resting(), 0)).isPresent();
  }

  @Test
  default void a_wake_with_a_clock_that_is_behind_is_not_lost_either() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().woken(office.reapit(), EIGHT));

    var next = ledger().release(lease, NINE, new NextSlice.At(NOON), 0);

    assertThat(next.orElseThrow()).isBefore(NOON);
  }

  @Test
  default void a_time_noted_while_the_lane_is_worked_is_not_lost() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().due(office.reapit(), TEN));

    var next = ledger().release(lease, NINE, new NextSlice.At(NOON), 0);

    assertThat(next.orElseThrow()).isBeforeOrEqualTo(TEN);
  }

  @Test
  default void a_wake_that_was_answered_counts_no_more() {
    var office = opened();
    office.run(() -> ledger().woken(office.reapit(), NINE));
    var lease = take(office, NINE);

    assertThat(ledger().release(lease, NINE, new NextSlice.At(NOON), 0)).contains(NOON);
  }

  @Test
  default void a_later_time_does_not_put_off_an_earlier_one() {
    var office = opened();
    office.run(() -> ledger().due(office.reapit(), NOON));

    assertThat(isOverdue(office.reapit(), NINE)).isTrue();
  }

  @Test
  default void an_earlier_time_brings_a_later_one_forward() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(NOON), 0);

    office.run(() -> ledger().due(office.reapit(), TEN));

    assertThat(isOverdue(office.reapit(), TEN)).isTrue();
    assertThat(isOverdue(office.reapit(), TEN.minusMillis(1))).isFalse();
  }

  @Test
  default void opening_an_open_lane_wakes_it() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(NOON), 0);

    office.run(() -> ledger().open(office.reapit(), office.agency(), TEN));

    assertThat(isOverdue(office.reapit(), TEN)).isTrue();
  }

  @Test
  default void what_rolls_back_wakes_nobody() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(NOON), 0);

    assertThatExceptionOfType(TransactionsContract.Trouble.class)
        .isThrownBy(() ->
            office.run(() -> {
              ledger().woken(office.reapit(), TEN);
              throw new TransactionsContract.Trouble();
            }));

    assertThat(isOverdue(office.reapit(), TEN)).isFalse();
  }

  @Test
  default void what_is_taken_stays_taken_although_the_callers_work_rolls_back() {
    var office = opened();
    var lease = take(office, NINE);

    assertThatExceptionOfType(TransactionsContract.Trouble.class)
        .isThrownBy(() ->
            office
                .transactions()
                .fenced(
                    lease,
                    () -> {
                      throw new TransactionsContract.Trouble();
                    }));

    assertThat(ledger().take(office.reapit(), NINE, SPAN)).isEmpty();
  }

  @Test
  default void a_lane_whose_holder_died_is_overdue_when_its_lease_ran_out() {
    var office = opened();
    take(office, NINE);

    assertThat(isOverdue(office.reapit(), NINE.plus(SPAN))).isTrue();
  }

  @Test
  default void giving_back_a_lane_that_was_lost_changes_nothing() {
    var office = opened();
    var lost = take(office, NINE);
    var held = take(office, NINE.plus(SPAN));

    assertThat(ledger().release(lost, NINE, new NextSlice.At(TEN), 3)).isEmpty();

    assertThat(ledger().take(office.reapit(), NINE.plus(SPAN), SPAN)).isEmpty();
    assertThat(ledger().renew(held, NINE.plus(SPAN), SPAN)).isPresent();
    assertThat(ledger().attempts(office.reapit())).isZero();
  }

  @Test
  default void failures_in_a_row_are_counted_and_a_success_ends_the_row() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(TEN), 3);
    assertThat(ledger().attempts(office.reapit())).isEqualTo(3);

    ledger().release(take(office, TEN), TEN, new NextSlice.At(NOON), 0);
    assertThat(ledger().attempts(office.reapit())).isZero();
  }

  @Test
  default void a_failure_backs_off_and_a_wake_does_not_end_it() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(TEN), 1);

    office.run(() -> ledger().woken(office.reapit(), NINE.plusSeconds(1)));

    assertThat(ledger().backsOffUntil(office.reapit())).contains(TEN);
  }

  @Test
  default void a_lane_that_backs_off_is_not_overdue_whoever_wakes_it() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(NOON), 1);
    office.run(() -> ledger().woken(office.reapit(), NINE.plusSeconds(1)));

    assertThat(isOverdue(office.reapit(), TEN)).isFalse();
    assertThat(isOverdue(office.reapit(), NOON)).isTrue();
  }

  @Test
  default void a_success_ends_backing_off_and_so_does_opening() {
    var office = opened();
    assertThat(ledger().backsOffUntil(office.reapit())).isEmpty();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(TEN), 1);
    ledger().release(take(office, TEN), TEN, new NextSlice.At(NOON), 0);
    assertThat(ledger().backsOffUntil(office.reapit())).isEmpty();

    ledger().release(take(office, NOON), NOON, new NextSlice.At(NOON.plusSeconds(60)), 1);
    office.run(() -> ledger().open(office.reapit(), office.agency(), NOON));
    assertThat(ledger().backsOffUntil(office.reapit())).isEmpty();
  }

  @Test
  default void a_lane_that_backs_off_by_itself_is_hurried_and_never_put_off() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(NOON), 1);

    office.run(() -> ledger().hurry(office.reapit(), TEN));
    office.run(() -> ledger().hurry(office.reapit(), NOON));

    assertThat(ledger().backsOffUntil(office.reapit())).contains(TEN);
    assertThat(isOverdue(office.reapit(), TEN.minusMillis(1))).isFalse();
    assertThat(isOverdue(office.reapit(), TEN)).isTrue();
  }

  @Test
  default void a_pause_the_crm_asked_for_is_kept_however_a_lane_is_hurried() {
    var office = opened();
    var next = new NextSlice.At(NOON);
    ledger().release(take(office, NINE), NINE, next, 1, Optional.of(ELEVEN));

    office.run(() -> ledger().hurry(office.reapit(), TEN));

    assertThat(ledger().backsOffUntil(office.reapit())).contains(ELEVEN);
    assertThat(isOverdue(office.reapit(), TEN)).isFalse();
  }

  @Test
  default void a_lane_that_is_hurried_while_it_fails_backs_off_no_longer_than_that() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().hurry(office.reapit(), TEN));

    ledger().release(lease, NINE, new NextSlice.At(NOON), 1);

    assertThat(ledger().backsOffUntil(office.reapit())).contains(TEN);
  }

  @Test
  default void a_pause_the_crm_asks_for_while_its_lane_is_hurried_is_kept() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().hurry(office.reapit(), TEN));

    ledger().release(lease, NINE, new NextSlice.At(NOON), 1, Optional.of(ELEVEN));

    assertThat(ledger().backsOffUntil(office.reapit())).contains(ELEVEN);
  }

  @Test
  default void hurrying_counts_until_the_lane_is_taken_and_no_longer() {
    var office = opened();
    office.run(() -> ledger().hurry(office.reapit(), TEN));

    ledger().release(take(office, NINE), NINE, new NextSlice.At(NOON), 1);

    assertThat(ledger().backsOffUntil(office.reapit())).contains(NOON);
  }

  @Test
  default void a_lane_that_does_not_back_off_does_not_begin_to_when_it_is_hurried() {
    var office = opened();

    office.run(() -> ledger().hurry(office.reapit(), TEN));

    assertThat(ledger().backsOffUntil(office.reapit())).isEmpty();
    assertThat(isOverdue(office.reapit(), NINE)).isTrue();
  }

  @Test
  default void the_longest_overdue_come_first_and_so_many_as_asked_for() {
    var office = opened();
    office.run(() -> ledger().open(office.street(), office.agency(), Instant.EPOCH));

    assertThat(ledger().overdue(NINE, 1)).hasSize(1);
    var overdue = ledger().overdue(NINE, EVERYBODY);
    assertThat(overdue.indexOf(office.street())).isLessThan(overdue.indexOf(office.reapit()));
  }

  @Test
  default void an_unknown_lane_has_failed_never_and_is_woken_in_vain() {
    var office = Office.in(storage());

    office.run(() -> {
      ledger().woken(office.reapit(), NINE);
      ledger().due(office.reapit(), NINE);
      ledger().close(office.reapit());
    });

    assertThat(ledger().attempts(office.reapit())).isZero();
    assertThat(ledger().backsOffUntil(office.reapit())).isEqualTo(Optional.empty());
    assertThat(isOverdue(office.reapit(), NOON)).isFalse();
  }

  @Test
  default void a_lane_wants_to_be_worked_when_it_is_due() {
    var office = opened();

    assertThat(ledger().dueAt(office.reapit())).contains(NINE);
    assertThat(wants(office, NINE)).isFalse();
    assertThat(wants(office, NINE.plusMillis(1))).isTrue();
  }

  @Test
  default void a_lane_that_is_held_wants_to_be_worked_when_its_lease_ends() {
    var office = opened();
    var lease = take(office, NINE);
    office.run(() -> ledger().woken(office.reapit(), NINE));

    assertThat(ledger().dueAt(office.reapit())).contains(lease.until());
    assertThat(wants(office, lease.until())).isFalse();
    assertThat(wants(office, lease.until().plusMillis(1))).isTrue();
  }

  @Test
  default void a_lane_that_backs_off_does_not_want_to_be_worked_before_that_is_over() {
    var office = opened();
    ledger().release(take(office, NINE), NINE, new NextSlice.At(TEN), 1);
    office.run(() -> ledger().woken(office.reapit(), NINE));

    assertThat(ledger().dueAt(office.reapit())).contains(TEN);
    assertThat(wants(office, TEN)).isFalse();
  }

  @Test
  default void a_lane_that_rests_or_is_closed_does_not_want_to_be_worked() {
    var resting = opened();
    ledger().release(take(resting, NINE), NINE, new NextSlice.Resting(), 0);
    var closed = opened();
    closed.run(() -> ledger().close(closed.reapit()));

    assertThat(ledger().dueAt(resting.reapit())).isEmpty();
    assertThat(ledger().dueAt(closed.reapit())).isEmpty();
    assertThat(wants(resting, NOON)).isFalse();
    assertThat(wants(closed, NOON)).isFalse();
  }

  @Test
  default void the_first_to_want_it_are_told_first() {
    var late = opened();
    var early = Office.in(storage());
    early.run(() -> ledger().open(early.reapit(), early.agency(), SEVEN));

    var lanes = ledger().dueBefore(NOON, EVERYBODY).stream().map(DueLane::connection).toList();

    assertThat(lanes).containsSubsequence(early.reapit(), late.reapit());
    assertThat(ledger().dueBefore(NOON, 1)).hasSize(1);
  }

  private boolean wants(Office office, Instant then) {
    return ledger().dueBefore(then, EVERYBODY).stream()
        .anyMatch(lane -> lane.connection().equals(office.reapit()));
  }
}
