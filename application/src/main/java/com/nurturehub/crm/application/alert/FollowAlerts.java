package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alerts.Entry;
import com.nurturehub.crm.application.alert.Alerts.Position;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.InstantSource;
import java.util.List;

/// What becomes of an agency's alerts, for those who tell people of it.
@DrivingPort
public interface FollowAlerts {

  /// At most so many changes after a position. Reminders that are due are noted first.
  List<Entry> read(AgencyId agency, Position after, int most);

  /// After the last change there is.
  Position end(AgencyId agency);

  static FollowAlerts using(Transactions transactions, Alerts alerts, InstantSource clock) {
    return new FollowingAlerts(transactions, alerts, clock);
  }
}
