package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import java.util.Optional;

/// What people must do, and what they have seen of it.
@DrivingPort
public interface ReviewAlerts {

  /// Newest first. `open` chooses open or resolved ones, or both.
  Slice<Alert> list(AgencyId agency, Optional<Boolean> open, Slice.Request request);

  /// A person has seen it; it stays open until its cause is gone.
  Optional<Alert> acknowledge(AgencyId agency, AlertId id, String actor);

  static ReviewAlerts using(Stores stores, World world) {
    return new ReviewingAlerts(
        world.transactions(),
        stores.alerts(),
        stores.connections(),
        new Logbook(stores.log(), world.ids(), world.clock()),
        world.clock());
  }
}
