package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import java.time.InstantSource;
import java.util.Optional;

record ReviewingAlerts(
    Transactions transactions,
    Alerts alerts,
    Connections connections,
    Logbook logbook,
    InstantSource clock)
    implements ReviewAlerts {

  @Override
  public Slice<Alert> list(AgencyId agency, Optional<Boolean> open, Slice.Request request) {
    return transactions.in(agency, () -> alerts.list(open, request));
  }

  @Override
  public Optional<Alert> acknowledge(AgencyId agency, AlertId id, String actor) {
    return transactions.in(agency, () -> alerts.find(id).map(alert -> acknowledge(alert, actor)));
  }

  private Alert acknowledge(Alert alert, String actor) {
    return switch (alert) {
      case Alert.Open open when open.acknowledgedAt().isEmpty() -> {
        var acknowledged = open.acknowledged(clock.instant());
        alerts.keep(acknowledged);
        note(open, actor);
        yield acknowledged;
      }
      case Alert.Open open -> open;
      case Alert.Resolved resolved -> resolved;
    };
  }

  private void note(Alert.Open alert, String actor) {
    connections
        .find(alert.connection())
        .ifPresent(connection ->
            logbook.pressed(
                actor, Kind.ALERT_SEEN, Subject.of(connection), Result.done(alert.detail())));
  }
}
