package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.v1.AlertButton;
import com.nurturehub.crm.v1.AlertEvent;
import com.nurturehub.crm.v1.AlertOwner;
import java.util.Optional;

/// Alerts on the wire.
final class AlertMessages {

  private AlertMessages() {}

  static AlertEvent event(Alert alert, Optional<CrmProvider> provider) {
    var message =
        AlertEvent.newBuilder()
            .setKind(
                Words.toWire(
                    AlertEvent.Kind.class,
                    "KIND_",
                    com.nurturehub.crm.api.alert.AlertEvent.of(alert)))
            .setAlert(alert(alert));
    provider.map(Words::toWire).ifPresent(message::setProvider);
    return message.build();
  }

  static com.nurturehub.crm.v1.Alert alert(Alert alert) {
    var remedy = alert.remedy();
    var message =
        com.nurturehub.crm.v1.Alert.newBuilder()
            .setId(alert.id().toString())
            .setCause(alert.cause().name())
            .setDetail(alert.detail())
            .setTodo(remedy.todo())
            .setAtRisk(remedy.atRisk())
            .setOwner(Words.toWire(AlertOwner.class, "ALERT_OWNER_", remedy.owner()))
            .setButton(Words.toWire(AlertButton.class, "ALERT_BUTTON_", remedy.button()))
            .setRaisedAt(Times.toWire(alert.raisedAt()));
    switch (alert) {
      case Alert.Open open -> {
        open.acknowledgedAt().map(Times::toWire).ifPresent(message::setAcknowledgedAt);
        open.remindedAt().map(Times::toWire).ifPresent(message::setRemindedAt);
      }
      case Alert.Resolved resolved ->
          message.setResolvedAt(Times.toWire(resolved.resolvedAt())).setResolution(resolved.note());
    }
    return message.build();
  }
}
