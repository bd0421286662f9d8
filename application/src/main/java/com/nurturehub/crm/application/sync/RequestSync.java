package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun;

/// Asks for a run now. A request made while one is in progress is not lost: it follows.
@DrivingPort
@FunctionalInterface
public interface RequestSync {

  Outcome request(AgencyId agency, CrmProvider provider, Pass pass, String actor);

  sealed interface Outcome {

    /// It will start at once.
    record Requested() implements Outcome {}

    /// One is in progress.
    record InProgress(SyncRun.Running run) implements Outcome {}

    record NotConnected() implements Outcome {}
  }

  static RequestSync using(Stores stores, World world, Lanes lanes) {
    return new RequestingSync(
        world.transactions(),
        stores.connections(),
        stores.runs(),
        new Logbook(stores.log(), world.ids(), world.clock()),
        lanes,
        world.clock());
  }
}
