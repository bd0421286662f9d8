package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.scheduling.PromptLanes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Lanes that an Inngest server has worked. What was asked for is written on the lane's row, which
/// is the truth; the server is told once that has committed. A wake in other transactions than the
/// prompt ones, or one the server was not told, is found by the sweep within a minute.
public final class InngestLanes implements PromptLanes {

  private final InngestSettings settings;
  private final LaneLedger ledger;
  private final InstantSource clock;
  private final InngestServer server;
  private final Relay relay;
  private final ScopedValue<List<Wake>> asked = ScopedValue.newInstance();

  public InngestLanes(
      InngestSettings settings, LaneLedger ledger, LaneCrms crms, InstantSource clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
    this.server = new InngestServer(settings, crms);
    this.relay = new Relay(server);
  }

  @Override
  public void open(ConnectionId connection, AgencyId agency) {
    var now = clock.instant();
    ledger.open(connection, agency, now);
    ask(connection, now, now);
  }

  @Override
  public void wake(ConnectionId connection) {
    var now = clock.instant();
    ledger.woken(connection, now);
    ask(connection, now, now);
  }

  @Override
  public void wakeAt(ConnectionId connection, Instant due) {
    ledger.due(connection, due);
    ask(connection, due, clock.instant());
  }

  @Override
  public void hurry(ConnectionId connection, Instant latest) {
    ledger.hurry(connection, latest);
    ask(connection, latest, clock.instant());
  }

  /// The server may still call for it, and finds that it wants nothing.
  @Override
  public void retire(ConnectionId connection) {
    ledger.close(connection);
  }

  @Override
  public Transactions prompt(Transactions transactions) {
    return new AfterCommit(transactions, asked, relay);
  }

  /// The part of this node that works lanes when the server calls.
  public InngestEngine workedBy(WorkLane work) {
    return new InngestEngine(settings, work, ledger, server, relay, clock);
  }

  private void ask(ConnectionId connection, Instant at, Instant now) {
    if (asked.isBound() && LaneFunction.isNear(at, now)) {
      asked.get().add(Wake.askedFor(connection, at));
    }
  }
}
