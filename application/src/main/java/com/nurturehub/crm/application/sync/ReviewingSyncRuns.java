package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.util.Optional;

record ReviewingSyncRuns(Transactions transactions, Connections connections, SyncRuns runs)
    implements ReviewSyncRuns {

  @Override
  public Slice<SyncRun> list(
      AgencyId agency, Optional<CrmProvider> provider, Slice.Request request) {
    return transactions.in(
        agency,
        () ->
            runs.list(
                connections.all().stream()
                    .filter(connection -> provider.map(connection.provider()::equals).orElse(true))
                    .map(Connection::id)
                    .toList(),
                request));
  }

  @Override
  public Optional<SyncRun> current(AgencyId agency, CrmProvider provider) {
    return transactions.in(
        agency,
        () ->
            connections
                .of(provider)
                .flatMap(connection ->
                    runs.running(connection.id())
                        .<SyncRun>map(run -> run)
                        .or(() -> runs.latest(connection.id()))));
  }
}
