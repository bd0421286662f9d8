package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;

/// Tries everything again, now, that one CRM was not told for one cause.
@DrivingPort
@FunctionalInterface
public interface RetryAll {

  /// How many pushes are tried again.
  int retry(AgencyId agency, CrmProvider provider, FailureCause cause, String actor);

  static RetryAll using(Stores stores, World world, Lanes lanes) {
    return new RetryingAll(
        world.transactions(),
        stores.connections(),
        stores.outbox(),
        new Logbook(stores.log(), world.ids(), world.clock()),
        lanes,
        world.clock());
  }
}
