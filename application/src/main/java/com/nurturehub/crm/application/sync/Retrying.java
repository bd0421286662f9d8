package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.push.Backoff;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.sync.Pass;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

record Retrying(
    Transactions transactions,
    Connections connections,
    Outbox outbox,
    Quarantine quarantine,
    SyncRuns runs,
    Logbook logbook,
    Lanes lanes,
    InstantSource clock)
    implements Retry {

  @Override
  public Outcome retry(AgencyId agency, UUID id, String actor) {
    return transactions.in(agency, () -> retry(id, actor));
  }

  private Outcome retry(UUID id, String actor) {
    if (outbox.find(new PushId(id)).orElse(null) instanceof PushIntent.SetAside push) {
      var now = clock.instant();
      outbox.reopen(List.of(push.retried(now)));
      if (push.urgent()) {
        lanes.hurry(push.connection(), now.plus(Backoff.OPT_OUTS.longest()));
      }
      lanes.wake(push.connection());
      note(actor, push.connection(), at -> at.with(push.contact()), "A change is tried again.");
      return Outcome.PUSH_QUEUED;
    }
    return quarantine
        .find(id)
        .map(entry -> readAgain(entry, actor))
        .orElse(Outcome.NOTHING_TO_RETRY);
  }

  /// A full pass comes across the record, changed or not.
  private Outcome readAgain(Quarantine.Entry entry, String actor) {
    var mark = runs.watermark(entry.connection());
    runs.keep(mark.requested(clock.instant(), Pass.FULL));
    lanes.wake(entry.connection());
    var said = "A record that could not be taken is read again.";
    note(actor, entry.connection(), UnaryOperator.identity(), said);
    return Outcome.RECORD_WILL_BE_READ;
  }

  private void note(String actor, ConnectionId id, UnaryOperator<Subject> about, String said) {
    connections
        .find(id)
        .map(Subject::of)
        .map(about)
        .ifPresent(subject -> logbook.pressed(actor, Kind.RETRY, subject, Result.done(said)));
  }
}
