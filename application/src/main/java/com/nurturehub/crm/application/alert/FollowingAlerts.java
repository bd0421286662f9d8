package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alerts.Entry;
import com.nurturehub.crm.application.alert.Alerts.Position;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.InstantSource;
import java.util.List;

record FollowingAlerts(Transactions transactions, Alerts alerts, InstantSource clock)
    implements FollowAlerts {

  /// Reminders are committed before the alerts are read, so that they are among them.
  @Override
  public List<Entry> read(AgencyId agency, Position after, int most) {
    transactions.in(
        agency,
        () -> {
          alerts.remind(clock.instant());
          return true;
        });
    return transactions.in(agency, () -> alerts.after(after, most));
  }

  @Override
  public Position end(AgencyId agency) {
    return transactions.in(agency, alerts::end);
  }
}
