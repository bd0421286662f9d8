package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.sync.Pass;
import java.time.InstantSource;

record RequestingSync(
    Transactions transactions,
    Connections connections,
    SyncRuns runs,
    Logbook logbook,
    Lanes lanes,
    InstantSource clock)
    implements RequestSync {

  @Override
  public Outcome request(AgencyId agency, CrmProvider provider, Pass pass, String actor) {
    return transactions.in(
        agency,
        () ->
            connections
                .of(provider)
                .filter(Connection::isConnected)
                .map(connection -> request(connection, pass, actor))
                .orElseGet(Outcome.NotConnected::new));
  }

  /// A run in progress is what was asked for, unless it reads less than that.
  private Outcome request(Connection connection, Pass pass, String actor) {
    var running = runs.running(connection.id());
    if (running.filter(run -> run.pass() == Pass.FULL || pass == Pass.CHANGES).isEmpty()) {
      var mark = runs.watermark(connection.id());
      runs.keep(mark.requested(clock.instant(), pass));
    }
    var said = pass == Pass.FULL ? "Everything is to be read." : "What changed is to be read.";
    logbook.pressed(actor, Kind.SYNC_ASKED, Subject.of(connection), Result.done(said));
    lanes.wake(connection.id());
    return running.<Outcome>map(Outcome.InProgress::new).orElseGet(Outcome.Requested::new);
  }
}
