package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Alerts, of which one may be open for each connection and cause.
public final class InMemoryAlerts implements Alerts {

  private final Rows<Alert> rows;
  private final Rows<AlertId> openOnes;

  public InMemoryAlerts(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "alert", Alert.class);
    this.openOnes = Rows.ofAgency(database, "alert_open", AlertId.class);
  }

  private static String key(ConnectionId connection, FailureCause cause) {
    return connection + " " + cause;
  }

  @Override
  public void raise(Alert.Open alert) {
    if (openOnes.lock(key(alert.connection(), alert.cause())).isEmpty()) {
      keep(alert);
    }
  }

  @Override
  public Optional<Alert.Open> open(ConnectionId connection, FailureCause cause) {
    return openOnes.find(key(connection, cause)).flatMap(this::find).flatMap(InMemoryAlerts::open);
  }

  @Override
  public List<Alert.Open> open(Collection<ConnectionId> connections) {
    return rows.stream()
        .filter(alert -> connections.contains(alert.connection()))
        .flatMap(alert -> open(alert).stream())
        .toList();
  }

  private static Optional<Alert.Open> open(Alert alert) {
    return Stream.of(alert)
        .filter(Alert.Open.class::isInstance)
        .map(Alert.Open.class::cast)
        .findFirst();
  }

  @Override
  public Optional<Alert> find(AlertId id) {
    return rows.find(id.toString());
  }

  @Override
  public void keep(Alert alert) {
    var key = key(alert.connection(), alert.cause());
    var open = openOnes.lock(key);
    switch (alert) {
      case Alert.Open _ -> {
        if (open.filter(id -> !id.equals(alert.id())).isPresent()) {
          throw new IllegalStateException("another alert is open");
        }
        openOnes.put(key, alert.id());
      }
      case Alert.Resolved _ -> {
        if (open.filter(alert.id()::equals).isPresent()) {
          openOnes.remove(key);
        }
      }
    }
    rows.put(alert.id().toString(), alert);
  }

  @Override
  public Slice<Alert> list(Optional<Boolean> open, Slice.Request request) {
    var meant =
        rows.stream()
            .filter(alert -> open.map(o -> o == (alert instanceof Alert.Open)).orElse(true))
            .toList();
    return Slices.cut(meant, a -> Slices.newestFirst(a.raisedAt(), a.id()), request);
  }
}
