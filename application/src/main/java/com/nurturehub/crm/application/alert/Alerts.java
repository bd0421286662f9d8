package com.nurturehub.crm.application.alert;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
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

  /// Notes that people are reminded now of each alert that wants it. Whoever asks at the same time,
  /// a reminder is noted once.
  void remind(Instant now);

  /// Alerts that changed after a position, in the order of the commits, at most so many. One that
  /// changed several times is told once, as it is now. Who has read up to a position has missed
  /// nothing before it.
  List<Entry> after(Position position, int most);

  /// After the last change there is.
  Position end();

  /// A place between two changes: after the one with this number, in this commit.
  record Position(long commit, long number) implements Comparable<Position> {

    public static final Position START = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
      return Comparator.comparingLong(Position::commit)
          .thenComparingLong(Position::number)
          .compare(this, other);
    }
  }

  /// An alert, and the position after its last change.
  record Entry(Position position, Alert alert) {}
}
