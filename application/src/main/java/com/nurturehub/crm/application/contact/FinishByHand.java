package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.UUID;

/// A person says that a change by hand is done, or that a held-back grant is the person's last
/// word.
@DrivingPort
@FunctionalInterface
public interface FinishByHand {

  /// False when there is no such open item.
  boolean finish(AgencyId agency, UUID item, String actor);

  static FinishByHand using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new FinishingByHand(
        world.transactions(),
        stores.contacts(),
        stores.handChanges(),
        TellCrms.using(stores, world, crms, lanes),
        stores.connections(),
        new Logbook(stores.log(), world.ids(), world.clock()),
        world.clock());
  }
}
