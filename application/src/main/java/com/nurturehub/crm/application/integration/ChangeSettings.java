package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Changes what an agency chose for one connection; audited, and in force with the next slice of
/// work.
@DrivingPort
@FunctionalInterface
public interface ChangeSettings {

  /// Empty when that CRM is not connected.
  ///
  /// @throws com.nurturehub.crm.application.InvalidRequest when a chosen value is out of range
  Optional<Connection> change(
      AgencyId agency,
      CrmProvider provider,
      UnaryOperator<ConnectionSettings> change,
      String actor);

  static ChangeSettings using(Stores stores, World world, Lanes lanes) {
    return new ChangingSettings(
        world.transactions(),
        stores.connections(),
        stores.approvals(),
        new Alarm(stores.alerts(), world.ids(), world.clock()),
        stores.audit(),
        lanes,
        world.ids(),
        world.clock());
  }
}
