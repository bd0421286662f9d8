package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// One process of the service. It can crash and come up again; what it was doing is gone.
final class Node {

  private final Set<ConnectionId> working = new HashSet<>();
  private Optional<WorkLane> work = Optional.empty();
  private Instant upFrom = Instant.MIN;
  private boolean up = true;
  private int crashes;

  void works(WorkLane lane) {
    work = Optional.of(lane);
  }

  WorkLane work() {
    return work.orElseThrow();
  }

  boolean isUp() {
    return up;
  }

  int crashes() {
    return crashes;
  }

  /// False when it is at it already.
  boolean begins(ConnectionId connection) {
    return working.add(connection);
  }

  void ends(ConnectionId connection) {
    working.remove(connection);
  }

  void crash(Instant comesUp) {
    up = false;
    crashes++;
    upFrom = comesUp;
    working.clear();
  }

  void lost(Crash crash) {
    if (up) {
      throw new IllegalStateException("a thread died although its process lives", crash);
    }
  }

  void comeUpIfTime(Instant now) {
    if (!up && !now.isBefore(upFrom)) {
      up = true;
    }
  }
}
