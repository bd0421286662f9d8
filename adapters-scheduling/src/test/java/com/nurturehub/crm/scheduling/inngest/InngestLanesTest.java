package com.nurturehub.crm.scheduling.inngest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.scheduling.embedded.DbSchedulerLanes;
import com.nurturehub.crm.scheduling.embedded.LaneEngine.Pace;
import com.nurturehub.crm.testkit.inngest.StandInInngest;
import com.nurturehub.crm.testkit.inngest.TestInngest;
import com.nurturehub.crm.testkit.lane.LaneDiary;
import com.nurturehub.crm.testkit.lane.LaneStage.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On a real PostgreSQL, with a stand-in for the server, whose minute is two seconds.
class InngestLanesTest implements InngestContract {

  private final StandInInngest inngest =
      StandInInngest.start(
          Secret.of("0123456789abcdef"), Secret.of("e1e2e3e4"), Duration.ofSeconds(2));

  @Override
  public TestInngest inngest() {
    return inngest;
  }

  @AfterEach
  void close() {
    inngest.close();
  }

  @Test
  void a_wake_the_server_forgot_is_found_by_the_sweep() {
    try (var stage = stage()) {
      var diary = resting(stage);
      try (var node = stage.start(diary)) {
        inngest.forgets(1);

        var lane = open(node);

        assertThat(diary.next().lane()).isEqualTo(lane);
        assertThat(namesOfEvents()).allMatch(name -> name.contains("sweep"));
      }
    }
  }

  @Test
  void a_wake_the_server_was_never_told_is_found_by_the_sweep() {
    try (var stage = stage()) {
      var diary = resting(stage);
      try (var node = stage.start(diary)) {
        var lane = new ConnectionId(UUID.randomUUID());

        // As if the process had died between the commit and the event.
        stage.postgres().run(ACME, () -> node.lanes().open(lane, ACME));

        assertThat(diary.next().lane()).isEqualTo(lane);
      }
    }
  }

  @Test
  void wakes_that_are_sent_again_after_a_fault_have_no_second_effect() {
    try (var stage = stage()) {
      var diary = resting(stage);
      try (var node = stage.start(diary)) {
        inngest.failsAfterTaking(1);
        open(node);
        diary.next();

        var last = open(node);

        assertThat(diary.next().lane()).isEqualTo(last);
      }
      assertThat(diary.slices()).hasSize(2);
    }
  }

  @Test
  void a_slice_that_breaks_is_begun_again_by_the_server() {
    try (var stage = stage()) {
      var diary = resting(stage);
      var broken = new AtomicBoolean();
      WorkLane once =
          lane -> {
            if (broken.compareAndSet(false, true)) {
              throw new IllegalStateException("the database went away");
            }
            return diary.work(lane);
          };
      try (var node = stage.start(once)) {
        var lane = open(node);

        assertThat(diary.next().lane()).isEqualTo(lane);
      }
    }
  }

  @Test
  void what_is_due_when_inngest_takes_over_is_worked() {
    try (var stage = stage()) {
      var lanes = embeddedAndStopped(stage);
      var diary = resting(stage);

      try (var _ = stage.start(diary)) {
        assertThat(workedOnce(diary, lanes)).isEqualTo(lanes);
      }
    }
  }

  @Test
  void what_is_due_when_the_embedded_engine_takes_over_is_worked() {
    try (var stage = stage()) {
      var diary = resting(stage);
      final Set<ConnectionId> lanes;
      var first = stage.start(_ -> new Resting());
      first.engine().close();
      lanes = opened(first);

      var embedded = new DbSchedulerLanes(stage.postgres().joining(), stage.ledger(), CLOCK);
      try (var engine = embedded.workedBy(diary, "embedded", brisk())) {
        engine.start();

        assertThat(workedOnce(diary, lanes)).isEqualTo(lanes);
      }
      first.door().noLongerLeadsTo(first.engine().endpoint());
    }
  }

  /// Lanes opened with the embedded engine, which was stopped before it worked one.
  private static Set<ConnectionId> embeddedAndStopped(InngestStage stage) {
    var embedded = new DbSchedulerLanes(stage.postgres().joining(), stage.ledger(), CLOCK);
    return Stream.generate(() -> new ConnectionId(UUID.randomUUID()))
        .limit(25)
        .peek(lane -> stage.postgres().run(ACME, () -> embedded.open(lane, ACME)))
        .collect(Collectors.toSet());
  }

  private static Set<ConnectionId> opened(Node node) {
    return Stream.generate(() -> open(node)).limit(25).collect(Collectors.toSet());
  }

  /// What was worked by the time each of them was.
  private static Set<ConnectionId> workedOnce(LaneDiary diary, Set<ConnectionId> lanes) {
    var worked = new HashSet<ConnectionId>();
    while (!worked.containsAll(lanes)) {
      worked.add(diary.next().lane());
    }
    return worked;
  }

  private static Pace brisk() {
    return new Pace(8, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  private static LaneDiary resting(InngestStage stage) {
    return new LaneDiary(stage.ledger(), CLOCK, _ -> new Resting());
  }

  private static ConnectionId open(Node node) {
    var lane = new ConnectionId(UUID.randomUUID());
    node.transactions().run(ACME, () -> node.lanes().open(lane, ACME));
    return lane;
  }

  private Stream<String> namesOfEvents() {
    return inngest.events().stream().map(event -> event.path("id").asString());
  }
}
