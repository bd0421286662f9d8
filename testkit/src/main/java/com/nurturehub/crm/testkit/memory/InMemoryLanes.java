package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;
import java.time.InstantSource;

/// Lanes without an engine: whoever works them looks into the ledger.
public record InMemoryLanes(LaneLedger ledger, InstantSource clock) implements Lanes {

  @Override
  public void open(ConnectionId connection, AgencyId agency) {
    ledger.open(connection, agency, clock.instant());
  }

  @Override
  public void wake(ConnectionId connection) {
    ledger.woken(connection, clock.instant());
  }

  @Override
  public void wakeAt(ConnectionId connection, Instant due) {
    ledger.due(connection, due);
  }

  @Override
  public void hurry(ConnectionId connection, Instant latest) {
    ledger.hurry(connection, latest);
  }

  @Override
  public void retire(ConnectionId connection) {
    ledger.close(connection);
  }
}
