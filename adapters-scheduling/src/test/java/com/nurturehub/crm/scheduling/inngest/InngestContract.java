package com.nurturehub.crm.scheduling.inngest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.lane.NextSlice.Again;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.testkit.inngest.TestInngest;
import com.nurturehub.crm.testkit.lane.LaneDiary;
import com.nurturehub.crm.testkit.lane.LaneStage.Node;
import com.nurturehub.crm.testkit.lane.LanesContract;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What lanes promise that an Inngest server has worked: who gets how many of its places, and what
/// becomes of a slice whose node is killed.
interface InngestContract extends LanesContract {

  TestInngest inngest();

  @Override
  default InngestStage stage() {
    return InngestStage.with(inngest());
  }

  /// An agency has one connection at each CRM.
  @Test
  default void
      of_a_crm_s_places_no_agency_has_more_than_one_and_all_together_no_more_than_there_are() {
    var places = 2;
    var agencies = IntStream.range(0, 5).mapToObj(i -> new AgencyId("agency-" + i)).toList();
    var crms = List.of(CrmProvider.REAPIT, CrmProvider.STREET);
    var lanes = new ConcurrentHashMap<ConnectionId, Connected>();
    var crowd = new Crowd();
    try (var stage =
        InngestStage.with(
            inngest(), places, lane -> Optional.ofNullable(lanes.get(lane)).map(Connected::crm))) {
      var diary =
          new LaneDiary(
              stage.ledger(),
              CLOCK,
              slice -> {
                var own = Optional.ofNullable(lanes.get(slice.lane())).orElseThrow();
                crowd.worked(own.crm(), own.toString());
                return new Resting();
              });
      try (var node = stage.start(diary)) {
        for (var agency : agencies) {
          for (var crm : crms) {
            var lane = new ConnectionId(UUID.randomUUID());
            lanes.put(lane, new Connected(agency, crm));
            openFor(agency, lane, node);
            // Asked for again and again, it gets no second place.
            node.transactions().run(agency, () -> node.lanes().wake(lane));
          }
        }

        var worked = new HashSet<ConnectionId>();
        while (!worked.containsAll(lanes.keySet())) {
          worked.add(diary.next().lane());
        }
      }
    }

    assertThat(crms).allSatisfy(crm -> assertThat(crowd.most(crm)).isBetween(1, places));
    assertThat(lanes.values())
        .allSatisfy(own -> assertThat(crowd.most(own.toString())).isEqualTo(1));
  }

  @Test
  default void a_lane_with_no_end_of_work_and_the_others_all_have_their_turns() {
    var busy = new ConnectionId(UUID.randomUUID());
    try (var stage = InngestStage.with(inngest(), 1, _ -> Optional.of(CrmProvider.REAPIT))) {
      var diary =
          new LaneDiary(
              stage.ledger(),
              CLOCK,
              slice -> slice.lane().equals(busy) ? new Again() : new Resting());
      try (var node = stage.start(diary)) {
        openFor(ACME, busy, node);
        diary.next();
        var others =
            IntStream.range(0, 5).mapToObj(_ -> new ConnectionId(UUID.randomUUID())).toList();
        others.forEach(lane -> openFor(ACME, lane, node));

        var worked = new HashSet<ConnectionId>();
        while (!worked.containsAll(others) || !worked.contains(busy)) {
          worked.add(diary.next().lane());
        }

        node.transactions().run(ACME, () -> node.lanes().retire(busy));
      }
    }
  }

  @Test
  default void what_a_killed_node_was_in_the_middle_of_is_done_once_by_another() {
    try (var stage = stage()) {
      Effects.prepare(stage.database());
      final ConnectionId interrupted;
      try (var doomed = DoomedNode.start(stage)) {
        interrupted = doomed.isInTheMiddleOf();
        assertThat(Effects.of(stage.database())).isEmpty();
        doomed.kill();
      }

      try (var node = stage.start(Effects.by(stage))) {
        Effects.await(stage.database(), List.of(interrupted));
        var next = new ConnectionId(UUID.randomUUID());
        openFor(ACME, next, node);
        Effects.await(stage.database(), List.of(interrupted, next));
      }
    }
  }

  private static void openFor(AgencyId agency, ConnectionId lane, Node node) {
    node.transactions().run(agency, () -> node.lanes().open(lane, agency));
  }

  /// Which agency's account at which CRM a lane is for.
  record Connected(AgencyId agency, CrmProvider crm) {}

  /// How many are at work at once, by what they have in common.
  final class Crowd {

    private static final long MILLIS = 100;

    private final Map<Object, Integer> now = new ConcurrentHashMap<>();
    private final Map<Object, Integer> most = new ConcurrentHashMap<>();

    void worked(Object... common) {
      for (var one : common) {
        most.merge(one, now.merge(one, 1, Integer::sum), Math::max);
      }
      try {
        Thread.sleep(MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      for (var one : common) {
        now.merge(one, -1, Integer::sum);
      }
    }

    int most(Object common) {
      return most.getOrDefault(common, 0);
    }
  }
}
