package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.UUID;

/// Tries a set-aside push or a quarantined record again, now.
@DrivingPort
@FunctionalInterface
public interface Retry {

  /// What the id named and what happens now.
  Outcome retry(AgencyId agency, UUID id, String actor);

  enum Outcome {
    PUSH_QUEUED,
    RECORD_WILL_BE_READ,
    NOTHING_TO_RETRY
  }

  static Retry using(Stores stores, World world, Lanes lanes) {
    return new Retrying(
        world.transactions(),
        stores.connections(),
        stores.outbox(),
        stores.quarantine(),
        stores.runs(),
        new Logbook(stores.log(), world.ids(), world.clock()),
        lanes,
        world.clock());
  }
}
