package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.InstantSource;
import java.util.List;

/// Raises alerts and takes them back, inside the caller's transaction.
public record Alarm(Alerts alerts, Ids ids, InstantSource clock) {

  public void raise(ConnectionId connection, FailureCause cause, String detail) {
    alerts.raise(
        Alert.Open.raised(new AlertId(ids.next()), connection, cause, detail, clock.instant()));
  }

  /// The cause is gone; nothing happens where no alert is open.
  public void resolve(ConnectionId connection, List<FailureCause> causes, String note) {
    for (var alert : alerts.open(List.of(connection))) {
      if (causes.contains(alert.cause())) {
        alerts.keep(alert.resolved(note, clock.instant()));
      }
    }
  }
}
