package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.scheduling.PromptLanes;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;

/// Lanes as tasks of db-scheduler, one per lane. What was asked for is written on the lane's row
/// first, which is the truth; the task follows in the same transaction.
public final class DbSchedulerLanes implements PromptLanes {

  private final LaneLedger ledger;
  private final LaneTasks tasks;
  private final InstantSource clock;
  private final Doorbell doorbell = new Doorbell();

  /// @param joining hands out the connection of the caller's transaction, where there is one
  public DbSchedulerLanes(DataSource joining, LaneLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.tasks = new LaneTasks(joining);
    this.clock = clock;
  }

  @Override
  public void open(ConnectionId connection, AgencyId agency) {
    var now = clock.instant();
    ledger.open(connection, agency, now);
    workNow(connection, now);
  }

  @Override
  public void wake(ConnectionId connection) {
    var now = clock.instant();
    ledger.woken(connection, now);
    workNow(connection, now);
  }

  @Override
  public void wakeAt(ConnectionId connection, Instant due) {
    ledger.due(connection, due);
    tasks.bringForward(connection, due);
  }

  @Override
  public void hurry(ConnectionId connection, Instant latest) {
    ledger.hurry(connection, latest);
    tasks.bringForward(connection, latest);
  }

  @Override
  public void retire(ConnectionId connection) {
    ledger.close(connection);
    tasks.remove(connection);
  }

  @Override
  public Transactions prompt(Transactions transactions) {
    return new PromptTransactions(transactions, doorbell);
  }

  /// The part of this node that works lanes; it does nothing until it is started.
  public LaneEngine workedBy(WorkLane work, String node, LaneEngine.Pace pace) {
    return new LaneEngine(tasks, ledger, work, clock, doorbell, node, pace);
  }

  private void workNow(ConnectionId connection, Instant now) {
    tasks.bringForward(connection, now);
    doorbell.push();
  }
}
