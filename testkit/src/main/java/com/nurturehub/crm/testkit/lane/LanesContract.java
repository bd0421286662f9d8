package com.nurturehub.crm.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.application.lane.NextSlice.Again;
import com.nurturehub.crm.application.lane.NextSlice.At;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.testkit.lane.LaneDiary.Slice;
import com.nurturehub.crm.testkit.lane.LaneStage.Node;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every engine that works lanes promises.
public interface LanesContract {

  AgencyId ACME = new AgencyId("acme");
  InstantSource CLOCK = InstantSource.system();

  LaneStage stage();

  @Test
  default void a_lane_that_is_opened_is_worked() {
    try (var stage = stage()) {
      var diary = diary(stage, _ -> new Resting());
      try (var node = stage.start(diary)) {
        var lane = open(node);

        assertThat(diary.next().lane()).isEqualTo(lane);
      }
    }
  }

  @Test
  default void a_wake_that_is_rolled_back_wakes_nobody() {
    try (var stage = stage()) {
      var diary = diary(stage, _ -> new Resting());
      final ConnectionId undisturbed;
      try (var node = stage.start(diary)) {
        undisturbed = open(node);
        diary.next();
        var other = open(node);
        diary.next();

        assertThatThrownBy(() -> node.transactions().run(ACME, () -> wakeInVain(node, undisturbed)))
            .hasMessage("rolled back");
        wake(node, other);

        assertThat(diary.next().lane()).isEqualTo(other);
      }
      assertThat(diary.slices()).extracting(Slice::lane).containsOnlyOnce(undisturbed);
    }
  }

  @Test
  default void of_twenty_wakes_at_once_none_is_lost_and_no_two_slices_run_together() {
    try (var stage = stage()) {
      var asked = new AtomicInteger();
      var seen = new AtomicInteger();
      var lastSeen = new CountDownLatch(1);
      var diary =
          diary(
              stage,
              _ -> {
                if (seen.updateAndGet(_ -> asked.get()) == 20) {
                  lastSeen.countDown();
                }
                return new Resting();
              });
      try (var node = stage.start(diary)) {
        var lane = open(node);
        diary.next();

        atOnce(
            20,
            () ->
                node.transactions()
                    .run(
                        ACME,
                        () -> {
                          node.lanes().wake(lane);
                          asked.incrementAndGet();
                        }));

        assertSoon(lastSeen);
      }
      assertThat(diary.mostTogether()).isOne();
    }
  }

  @Test
  default void a_wake_during_a_slice_is_followed_by_another_slice() {
    try (var stage = stage()) {
      var began = new CountDownLatch(1);
      var mayEnd = new CountDownLatch(1);
      var diary =
          diary(
              stage,
              _ -> {
                began.countDown();
                assertSoon(mayEnd);
                return new Resting();
              });
      try (var node = stage.start(diary)) {
        var lane = open(node);
        diary.next();
        assertSoon(began);

        wake(node, lane);
        mayEnd.countDown();

        assertThat(diary.next().lane()).isEqualTo(lane);
      }
      assertThat(diary.mostTogether()).isOne();
    }
  }

  @Test
  default void wakes_that_meet_the_end_of_a_slice_are_not_lost() {
    try (var stage = stage()) {
      var asked = new AtomicInteger();
      var seen = new AtomicInteger();
      var lastSeen = new CountDownLatch(1);
      var diary =
          diary(
              stage,
              _ -> {
                if (seen.updateAndGet(_ -> asked.get()) == 200) {
                  lastSeen.countDown();
                }
                return new Resting();
              });
      try (var node = stage.start(diary)) {
        var lane = open(node);

        for (var i = 0; i < 200; i++) {
          node.transactions()
              .run(
                  ACME,
                  () -> {
                    node.lanes().wake(lane);
                    asked.incrementAndGet();
                  });
        }

        assertSoon(lastSeen);
      }
      assertThat(diary.mostTogether()).isOne();
    }
  }

  @Test
  default void a_lane_with_more_to_do_goes_on_at_once() {
    try (var stage = stage()) {
      var left = new AtomicInteger(3);
      var diary = diary(stage, _ -> left.decrementAndGet() > 0 ? new Again() : new Resting());
      try (var node = stage.start(diary)) {
        var lane = open(node);

        assertThat(Stream.generate(diary::next).limit(3).map(Slice::lane)).containsOnly(lane);
      }
    }
  }

  @Test
  default void a_lane_is_not_worked_before_it_is_due() {
    try (var stage = stage()) {
      var diary = diary(stage, _ -> new Resting());
      try (var node = stage.start(diary)) {
        var lane = open(node);
        diary.next();
        var due = CLOCK.instant().plusSeconds(2);

        node.transactions().run(ACME, () -> node.lanes().wakeAt(lane, due));

        assertThat(diary.next().startedAt()).isAfterOrEqualTo(due);
      }
    }
  }

  @Test
  default void the_earlier_of_two_times_counts() {
    try (var stage = stage()) {
      var diary = diary(stage, _ -> new Resting());
      try (var node = stage.start(diary)) {
        var lane = open(node);
        diary.next();
        var soon = CLOCK.instant().plusSeconds(1);

        node.transactions()
            .run(ACME, () -> node.lanes().wakeAt(lane, soon.plus(Duration.ofDays(1))));
        node.transactions().run(ACME, () -> node.lanes().wakeAt(lane, soon));
        node.transactions()
            .run(ACME, () -> node.lanes().wakeAt(lane, soon.plus(Duration.ofDays(2))));

        assertThat(diary.next().startedAt()).isAfterOrEqualTo(soon);
      }
    }
  }

  @Test
  default void each_slice_starts_when_the_one_before_it_said() {
    try (var stage = stage()) {
      var pause = Duration.ofMillis(700);
      var diary = diary(stage, slice -> new At(slice.startedAt().plus(pause)));
      try (var node = stage.start(diary)) {
        open(node);
        var starts = Stream.generate(diary::next).limit(4).map(Slice::startedAt).toList();

        assertThat(IntStream.range(1, starts.size()))
            .allSatisfy(
                i -> assertThat(starts.get(i)).isAfterOrEqualTo(starts.get(i - 1).plus(pause)));
      }
    }
  }

  @Test
  default void a_wake_cuts_a_waiting_short() {
    try (var stage = stage()) {
      var diary = diary(stage, slice -> new At(slice.startedAt().plus(Duration.ofDays(1))));
      try (var node = stage.start(diary)) {
        var lane = open(node);
        diary.next();

        wake(node, lane);

        assertThat(diary.next().lane()).isEqualTo(lane);
      }
    }
  }

  @Test
  default void a_retired_lane_is_not_worked_again() {
    try (var stage = stage()) {
      var diary = diary(stage, _ -> new At(CLOCK.instant().plusMillis(500)));
      try (var node = stage.start(diary)) {
        var retired = open(node);
        diary.next();

        node.transactions().run(ACME, () -> node.lanes().retire(retired));
        var before = count(diary, retired);
        var other = open(node);
        while (count(diary, other) < 3) {
          diary.next();
        }

        // One slice may have been under way while it was retired.
        assertThat(count(diary, retired)).isLessThanOrEqualTo(before + 1);
      }
    }
  }

  @Test
  default void two_nodes_start_a_lane_once_for_each_time_it_is_due() {
    try (var stage = stage()) {
      var worked = ConcurrentHashMap.<ConnectionId>newKeySet();
      var all = new CountDownLatch(40);
      var diary =
          diary(
              stage,
              slice -> {
                if (worked.add(slice.lane())) {
                  all.countDown();
                }
                return new Resting();
              });
      try (var one = stage.start(diary);
          var _ = stage.start(diary)) {
        var lanes = Stream.generate(() -> open(one)).limit(40).toList();
        assertSoon(all);

        assertThat(worked).containsExactlyInAnyOrderElementsOf(lanes);
      }
      assertThat(diary.slices()).hasSize(40);
      assertThat(diary.mostTogether()).isOne();
    }
  }

  @Test
  default void what_a_stopping_node_has_begun_is_finished_and_the_rest_is_another_s() {
    try (var stage = stage()) {
      var began = new CountDownLatch(1);
      var finished = ConcurrentHashMap.<ConnectionId>newKeySet();
      var all = new CountDownLatch(10);
      var diary =
          diary(
              stage,
              slice -> {
                began.countDown();
                pause(Duration.ofMillis(200));
                finished.add(slice.lane());
                all.countDown();
                return new Resting();
              });
      final Set<ConnectionId> lanes;
      try (var first = stage.start(diary)) {
        lanes = Stream.generate(() -> open(first)).limit(10).collect(Collectors.toSet());
        assertSoon(began);
      }
      assertThat(finished).hasSameSizeAs(diary.slices());

      try (var _ = stage.start(diary)) {
        assertSoon(all);
      }
      assertThat(finished).isEqualTo(lanes);
      assertThat(diary.slices()).hasSameSizeAs(lanes);
    }
  }

  private static LaneDiary diary(LaneStage stage, Function<Slice, NextSlice> script) {
    return new LaneDiary(stage.ledger(), CLOCK, script);
  }

  private static ConnectionId open(Node node) {
    var lane = new ConnectionId(UUID.randomUUID());
    node.transactions().run(ACME, () -> node.lanes().open(lane, ACME));
    return lane;
  }

  private static void wake(Node node, ConnectionId lane) {
    node.transactions().run(ACME, () -> node.lanes().wake(lane));
  }

  private static void wakeInVain(Node node, ConnectionId lane) {
    node.lanes().wake(lane);
    throw new IllegalStateException("rolled back");
  }

  private static long count(LaneDiary diary, ConnectionId lane) {
    return diary.slices().stream().filter(slice -> slice.lane().equals(lane)).count();
  }

  private static void atOnce(int times, Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var gate = new CountDownLatch(1);
      var all =
          Stream.generate(() ->
                  threads.submit(() -> {
                    assertSoon(gate);
                    work.run();
                  }))
              .limit(times)
              .toList();
      gate.countDown();
      for (var one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertSoon(CountDownLatch latch) {
    try {
      assertThat(latch.await(150, TimeUnit.SECONDS)).as("what has to come").isTrue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
