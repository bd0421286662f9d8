package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import com.nurturehub.crm.scheduling.embedded.LaneEngine.Pace;
import com.nurturehub.crm.testkit.lane.LaneStage;
import com.nurturehub.crm.testkit.lane.LanesContract;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.time.Duration;
import java.util.UUID;

class DbSchedulerLanesTest implements LanesContract {

  @Override
  public LaneStage stage() {
    return new PostgresStage(PostgresServer.freshDatabase());
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
