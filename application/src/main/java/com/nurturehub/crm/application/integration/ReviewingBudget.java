package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Allowances;
import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

record ReviewingBudget(
    Transactions transactions,
    Connections connections,
    SyncRuns runs,
    Allowances allowances,
    CallBudget budget,
    InstantSource clock)
    implements ReviewBudget {

  private record Connected(Connection connection, Optional<Instant> firstSyncEnds) {}

  @Override
  public List<Budget> list(AgencyId agency) {
    return transactions.in(agency, this::connected).stream()
        .flatMap(connected -> budget(connected).stream())
        .toList();
  }

  private List<Connected> connected() {
    return connections.all().stream()
        .filter(connection -> connection.state() != ConnectionState.DISCONNECTED)
        .map(connection ->
            new Connected(
                connection,
                runs.running(connection.id())
                    .filter(_ -> connection.syncedAt().isEmpty())
                    .flatMap(this::projectedEnd)))
        .toList();
  }

  private Optional<Budget> budget(Connected connected) {
    var connection = connected.connection();
    return allowances
        .of(connection)
        .map(allowance ->
            new Budget(
                connection.provider(),
                allowance,
                budget.usage(allowance.scope(), connection.agency()),
                connected.firstSyncEnds()));
  }

  /// At the rate it has had since it began.
  private Optional<Instant> projectedEnd(Running run) {
    var read = run.tally().read();
    if (run.total().isEmpty() || read == 0) {
      return Optional.empty();
    }
    var now = clock.instant();
    var left = Math.max(0, run.total().getAsLong() - read);
    var perContact = Duration.between(run.startedAt(), now).toNanos() / read;
    return Optional.of(now.plusNanos(perContact * left));
  }
}
