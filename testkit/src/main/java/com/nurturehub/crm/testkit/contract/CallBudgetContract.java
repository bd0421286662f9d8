package com.nurturehub.crm.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CallBudget.Answer;
import com.nurturehub.crm.application.connection.CallBudget.Answer.Full;
import com.nurturehub.crm.application.connection.CallBudget.Answer.Room;
import com.nurturehub.crm.application.connection.CallBudget.Rank;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every implementation of [CallBudget] promises. Calls are so far apart that it does not
/// matter how long a test takes.
public interface CallBudgetContract {

  Duration MINUTE = Duration.ofMinutes(1);

  CallBudget budget();

  private static Allowance everyMinute() {
    return new Allowance("scope-" + UUID.randomUUID(), MINUTE, 1, 0);
  }

  private static Allowance aDay(int most) {
    return new Allowance("scope-" + UUID.randomUUID(), Duration.ofNanos(1_000), 1, most);
  }

  private Answer take(Allowance allowance, Rank rank, int most) {
    return budget().take(allowance, rank, most, Map.of());
  }

  @Test
  default void the_first_call_need_not_wait_and_the_next_has_no_room_before_its_time() {
    var allowance = everyMinute();

    assertThat(take(allowance, Rank.POLL, 5)).isEqualTo(new Room(Duration.ZERO, 1));
    assertThat(take(allowance, Rank.POLL, 5))
        .isInstanceOfSatisfying(
            Full.class,
            full -> {
              assertThat(full.today()).isFalse();
              assertThat(full.again()).isBetween(Duration.ofSeconds(30), MINUTE);
            });
  }

  @Test
  default void after_a_rest_a_few_may_go_at_once() {
    var allowance = new Allowance("scope-" + UUID.randomUUID(), MINUTE, 3, 0);

    assertThat(take(allowance, Rank.POLL, 5)).isEqualTo(new Room(Duration.ZERO, 3));
    assertThat(take(allowance, Rank.POLL, 5)).isInstanceOf(Full.class);
  }

  @Test
  default void who_may_look_further_ahead_gets_in_before_those_who_wait() {
    var allowance = new Allowance("scope-" + UUID.randomUUID(), Duration.ofSeconds(4), 1, 0);
    take(allowance, Rank.POLL, 1);

    assertThat(take(allowance, Rank.POLL, 1)).isInstanceOf(Full.class);
    assertThat(take(allowance, Rank.PUSH, 1)).isInstanceOf(Room.class);
    assertThat(take(allowance, Rank.PUSH, 1)).isInstanceOf(Full.class);
    assertThat(take(allowance, Rank.OPT_OUT, 1))
        .isInstanceOfSatisfying(
            Room.class, room -> assertThat(room.delay()).isGreaterThan(Duration.ofSeconds(4)));
    assertThat(take(allowance, Rank.POLL, 1)).isInstanceOf(Full.class);
  }

  @Test
  default void of_a_day_something_is_left_for_what_is_more_urgent() {
    var allowance = aDay(100);

    assertThat(take(allowance, Rank.POLL, 1_000)).isInstanceOf(Room.class);
    assertThat(budget().usage(allowance.scope(), new AgencyId("nobody")).used()).isEqualTo(90);
    assertThat(take(allowance, Rank.POLL, 1))
        .isInstanceOfSatisfying(Full.class, full -> assertThat(full.today()).isTrue());
    assertThat(take(allowance, Rank.PUSH, 1_000)).isInstanceOf(Room.class);
    assertThat(take(allowance, Rank.OPT_OUT, 1_000)).isInstanceOf(Room.class);
    assertThat(take(allowance, Rank.OPT_OUT, 1)).isInstanceOf(Full.class);
    assertThat(budget().usage(allowance.scope(), new AgencyId("nobody")).used()).isEqualTo(100);
  }

  @Test
  default void a_pause_the_crm_asked_for_is_everybodys() {
    var allowance = new Allowance("scope-" + UUID.randomUUID(), Duration.ofMillis(1), 1, 0);

    budget().pause(allowance, Duration.ofHours(1));

    for (var rank : Rank.values()) {
      assertThat(take(allowance, rank, 1))
          .isInstanceOfSatisfying(
              Full.class, full -> assertThat(full.again()).isGreaterThan(Duration.ofMinutes(30)));
    }
  }

  @Test
  default void however_many_ask_at_once_no_room_is_given_twice() throws Exception {
    var allowance = aDay(500);
    var asking = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 100; i++) {
      asking.add(() -> take(allowance, Rank.OPT_OUT, 7) instanceof Room room ? room.calls() : 0);
    }

    var given = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(asking)) {
        given += answer.get();
      }
    }

    assertThat(given).isEqualTo(500);
  }

  @Test
  default void who_made_the_calls_is_known() {
    var allowance = everyMinute();
    var one = new AgencyId("one-" + UUID.randomUUID());
    var other = new AgencyId("other-" + UUID.randomUUID());

    budget().take(allowance, Rank.POLL, 1, Map.of(one, 3));
    budget().take(allowance, Rank.POLL, 1, Map.of(one, 2, other, 4));

    assertThat(budget().usage(allowance.scope(), one).byAgency()).isEqualTo(5);
    assertThat(budget().usage(allowance.scope(), other).byAgency()).isEqualTo(4);
    assertThat(budget().usage(allowance.scope(), one).agencies()).isEqualTo(2);
    assertThat(budget().usage(allowance.scope(), one).used()).isEqualTo(1);
  }

  @Test
  default void an_allowance_nobody_asked_for_is_unused() {
    assertThat(budget().usage("scope-" + UUID.randomUUID(), new AgencyId("nobody")))
        .isEqualTo(new CallBudget.Usage(0, 0, 0, Duration.ZERO));
  }

  @Test
  default void no_more_sit_than_there_are_seats_and_a_seat_given_back_is_free() {
    var scope = "scope-" + UUID.randomUUID();
    var node = UUID.randomUUID();
    var seats = List.of(sit(scope, node, MINUTE), sit(scope, UUID.randomUUID(), MINUTE));

    assertThat(seats).doesNotHaveDuplicates().allMatch(Optional::isPresent);
    assertThat(sit(scope, node, MINUTE)).isEmpty();
    budget().leave(seats.getFirst().orElseThrow());
    assertThat(sit(scope, node, MINUTE)).isEqualTo(seats.getFirst());
  }

  @Test
  default void a_seat_whose_time_is_over_is_somebody_elses_and_the_first_one_is_told() {
    var scope = "scope-" + UUID.randomUUID();
    var dead = sit(scope, UUID.randomUUID(), Duration.ZERO).orElseThrow();
    var other = sit(scope, UUID.randomUUID(), MINUTE).orElseThrow();

    assertThat(other.number()).isEqualTo(dead.number());
    assertThat(budget().stay(dead, MINUTE)).isFalse();
    budget().leave(dead);
    assertThat(budget().stay(other, MINUTE)).isTrue();
    assertThat(sit(scope, UUID.randomUUID(), MINUTE)).isPresent();
    assertThat(sit(scope, UUID.randomUUID(), MINUTE)).isEmpty();
  }

  private Optional<CallBudget.Seat> sit(String scope, UUID node, Duration time) {
    return budget().sit(scope, 2, node, time);
  }
}
