package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import java.time.InstantSource;
import java.util.Optional;

record ReviewingAlerts(Transactions transactions, Alerts alerts, InstantSource clock)
    implements ReviewAlerts {

  @Override
  public Slice<Alert> list(AgencyId agency, Optional<Boolean> open, Slice.Request request) {
    return transactions.in(agency, () -> alerts.list(open, request));
  }

  @Override
  public Optional<Alert> acknowledge(AgencyId agency, AlertId id) {
    return transactions.in(agency, () -> alerts.find(id).map(this::acknowledge));
  }

  private Alert acknowledge(Alert alert) {
    return switch (alert) {
      case Alert.Open open when open.acknowledgedAt().isEmpty() -> {
        var acknowledged = open.acknowledged(clock.instant());
        alerts.keep(acknowledged);
        yield acknowledged;
      }
      case Alert.Open open -> open;
      case Alert.Resolved resolved -> resolved;
    };
  }
}
