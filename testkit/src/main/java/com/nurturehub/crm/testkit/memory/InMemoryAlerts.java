package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase.Commit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Alerts, of which one may be open for each connection and cause.
public final class InMemoryAlerts implements Alerts {

  private static final String JOURNAL = "alert_change";

  private final InMemoryDatabase database;
  private final Rows<Alert> rows;
  private final Rows<AlertId> openOnes;

  public InMemoryAlerts(InMemoryDatabase database) {
    this.database = database;
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
    database.journal(
        JOURNAL, alert, told -> told instanceof Alert old && old.id().equals(alert.id()));
  }

  @Override
  public void remind(Instant now) {
    for (var alert : rows.all()) {
      if (alert instanceof Alert.Open open && open.wantsReminder(now)) {
        rows.lock(alert.id().toString())
            .flatMap(InMemoryAlerts::open)
            .filter(current -> current.wantsReminder(now))
            .ifPresent(current -> keep(current.reminded(now)));
      }
    }
  }

  @Override
  public List<Entry> after(Position position, int most) {
    return database.journal(JOURNAL, database.agency()).stream()
        .flatMap(InMemoryAlerts::entries)
        .filter(entry -> entry.position().compareTo(position) > 0)
        .limit(most)
        .toList();
  }

  private static Stream<Entry> entries(Commit commit) {
    return commit.entries().entrySet().stream()
        .map(numbered ->
            new Entry(
                new Position(commit.place(), numbered.getKey()), (Alert) numbered.getValue()));
  }

  @Override
  public Position end() {
    return new Position(database.journal(JOURNAL, database.agency()).size(), Long.MAX_VALUE);
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
