package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import com.nurturehub.crm.testkit.inngest.TestInngest;
import com.nurturehub.crm.testkit.lane.LaneStage;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// A fresh PostgreSQL, an Inngest server, and nodes behind one address.
record InngestStage(
    String app,
    TestDatabase database,
    JooqTransactions postgres,
    TestInngest inngest,
    FrontDoor door,
    int places,
    LaneCrms crms)
    implements LaneStage {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final int PLACES = 20;

  static InngestStage with(TestInngest inngest) {
    return with(inngest, PLACES, _ -> Optional.of(CrmProvider.REAPIT));
  }

  /// @param places how many lanes of one CRM may be worked at once
  static InngestStage with(TestInngest inngest, int places, LaneCrms crms) {
    var database = PostgresServer.freshDatabase();
    return new InngestStage(
        "crm-" + UUID.randomUUID().toString().substring(0, 8),
        database,
        new JooqTransactions(database.service()),
        inngest,
        FrontDoor.open(),
        places,
        crms);
  }

  @Override
  public LaneLedger ledger() {
    return new JooqLaneLedger(postgres);
  }

  @Override
  public InngestNode start(WorkLane work) {
    var lanes = new InngestLanes(settings(), ledger(), crms, CLOCK);
    var engine = lanes.workedBy(work);
    door.leadsTo(engine.endpoint());
    engine.start();
    return new InngestNode(lanes, lanes.prompt(postgres), engine, door);
  }

  private InngestSettings settings() {
    return new InngestSettings(
        app,
        SigningKey.read(inngest.signingKey()).orElseThrow(),
        Optional.empty(),
        inngest.eventKey(),
        inngest.address(),
        inngest.address(),
        door.address(),
        places);
  }

  @Override
  public void close() {
    door.close();
    database.close();
  }

  record InngestNode(Lanes lanes, Transactions transactions, InngestEngine engine, FrontDoor door)
      implements LaneStage.Node {

    @Override
    public void close() {
      engine.close();
      door.noLongerLeadsTo(engine.endpoint());
    }
  }
}
