package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import java.time.InstantSource;
import java.util.Optional;

/// What people must do, and what they have seen of it.
@DrivingPort
public interface ReviewAlerts {

  /// Newest first. `open` chooses open or resolved ones, or both.
  Slice<Alert> list(AgencyId agency, Optional<Boolean> open, Slice.Request request);

  /// A person has seen it; it stays open until its cause is gone.
  Optional<Alert> acknowledge(AgencyId agency, AlertId id);

  static ReviewAlerts using(Transactions transactions, Alerts alerts, InstantSource clock) {
    return new ReviewingAlerts(transactions, alerts, clock);
  }
}
