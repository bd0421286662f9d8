package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.push.Backoff;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import java.time.InstantSource;

record RetryingAll(
    Transactions transactions,
    Connections connections,
    Outbox outbox,
    Logbook logbook,
    Lanes lanes,
    InstantSource clock)
    implements RetryAll {

  /// So many in one transaction.
  private static final int TOGETHER = 500;

  @Override
  public int retry(AgencyId agency, CrmProvider provider, FailureCause cause, String actor) {
    var all = 0;
    int some;
    do {
      some = transactions.in(agency, () -> some(provider, cause, actor));
      all += some;
    } while (some == TOGETHER);
    return all;
  }

  private int some(CrmProvider provider, FailureCause cause, String actor) {
    return connections.all().stream()
        .filter(connection -> connection.provider() == provider)
        .filter(Connection::isConnected)
        .mapToInt(connection -> some(connection, cause, actor))
        .sum();
  }

  private int some(Connection told, FailureCause cause, String actor) {
    var connection = told.id();
    var now = clock.instant();
    var aside = outbox.setAside(connection, cause, TOGETHER);
    outbox.reopen(aside.stream().map(push -> push.retried(now)).toList());
    if (aside.stream().anyMatch(SetAside::urgent)) {
      lanes.hurry(connection, now.plus(Backoff.OPT_OUTS.longest()));
    }
    if (!aside.isEmpty()) {
      var said = "%d changes are tried again.".formatted(aside.size());
      logbook.pressed(actor, Kind.RETRY, Subject.of(told), Result.done(said));
      lanes.wake(connection);
    }
    return aside.size();
  }
}
