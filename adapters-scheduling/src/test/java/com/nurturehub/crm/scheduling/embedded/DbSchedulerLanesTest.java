package com.nurturehub.crm.scheduling.embedded;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.lane.NextSlice.Again;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import com.nurturehub.crm.scheduling.embedded.LaneEngine.Pace;
import com.nurturehub.crm.testkit.lane.LaneDiary;
import com.nurturehub.crm.testkit.lane.LaneDiary.Slice;
import com.nurturehub.crm.testkit.lane.LaneStage;
import com.nurturehub.crm.testkit.lane.LanesContract;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DbSchedulerLanesTest implements LanesContract {

  /// Three times the places there are.
  private static final int BUSY_LANES = 24;

  private static final Duration SLICE = Duration.ofMillis(20);

  @Override
  public LaneStage stage() {
    return new PostgresStage(PostgresServer.freshDatabase());
  }

  @Test
  void an_agency_with_more_to_do_than_there_are_places_keeps_no_other_waiting() {
    try (var stage = stage()) {
      var enough = new AtomicBoolean();
      var diary =
          new LaneDiary(
              stage.ledger(),
              CLOCK,
              _ -> {
                LockSupport.parkNanos(SLICE.toNanos());
                return enough.get() ? new Resting() : new Again();
              });
      try (var node = stage.start(diary)) {
        var busy = Stream.generate(() -> open(node, ACME)).limit(BUSY_LANES).collect(toSet());
        while (!diary.slices().stream().map(Slice::lane).collect(toSet()).containsAll(busy)) {
          diary.next();
        }

        var other = open(node, new AgencyId("bolt"));
        var before = diary.slices().size();
        while (!diary.next().lane().equals(other)) {
          // Somebody else's slice.
        }
        enough.set(true);

        var turn = diary.slices().stream().map(Slice::lane).toList().indexOf(other);
        assertThat(turn - before).isLessThanOrEqualTo(2 * BUSY_LANES);
      }
    }
  }

  private static ConnectionId open(LaneStage.Node node, AgencyId agency) {
    var lane = new ConnectionId(UUID.randomUUID());
    node.transactions().run(agency, () -> node.lanes().open(lane, agency));
    return lane;
  }

  private record PostgresStage(TestDatabase database, JooqTransactions postgres, LaneLedger ledger)
      implements LaneStage {

    private static final Pace BRISK =
        new Pace(8, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(10));

    PostgresStage(TestDatabase database) {
      this(database, new JooqTransactions(database.service()));
    }

    private PostgresStage(TestDatabase database, JooqTransactions postgres) {
      this(database, postgres, new JooqLaneLedger(postgres));
    }

    @Override
    public Node start(WorkLane work) {
      var lanes = new DbSchedulerLanes(postgres.joining(), ledger, CLOCK);
      var engine = lanes.workedBy(work, UUID.randomUUID().toString(), BRISK);
      engine.start();
      return new PostgresNode(lanes, lanes.prompt(postgres), engine);
    }

    @Override
    public void close() {
      database.close();
    }
  }

  private record PostgresNode(Lanes lanes, Transactions transactions, LaneEngine engine)
      implements LaneStage.Node {
    @Override
    public void close() {
      engine.close();
    }
  }
}
