package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What people must do.
@DrivenPort
public interface Alerts {

  /// Raises an alert, unless one is open for its connection and cause already.
  void raise(Alert.Open alert);

  Optional<Alert.Open> open(ConnectionId connection, FailureCause cause);

  List<Alert.Open> open(Collection<ConnectionId> connections);

  Optional<Alert> find(AlertId id);

  /// Replaces an open alert by its next state.
  void keep(Alert alert);

  Slice<Alert> list(Optional<Boolean> open, Slice.Request request);
}
