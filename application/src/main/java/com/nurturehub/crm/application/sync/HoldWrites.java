package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Which;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.Firewall;
import java.time.InstantSource;
import java.util.List;

/// The write firewall: when unusually many of an agency's CRM records would be changed at once,
/// those changes wait until a person said that it is intended. Opt-outs and signals never wait for
/// it.
record HoldWrites(
    Outbox outbox,
    ContactLinks links,
    Approvals approvals,
    Alarm alarm,
    Ids ids,
    InstantSource clock) {

  Which decide(Connection connection) {
    var writes = outbox.openWrites(connection.id());
    var latest = approvals.latest(connection.id(), Kind.WRITES);
    var isApproved =
        latest
            .filter(question -> question.answer() == Answer.APPROVED && !question.usedUp())
            .isPresent();
    if (isApproved && writes <= latest.orElseThrow().affected()) {
      if (writes == 0) {
        settle(connection, latest.orElseThrow());
      }
      return Which.ALL;
    }
    var all = links.count(connection.id());
    if (!Firewall.WRITES.trips(writes, all)) {
      return Which.ALL;
    }
    ask(connection, writes, all);
    return Which.WITHOUT_WRITES;
  }

  private void settle(Connection connection, Question approved) {
    approvals.keep(approved.used());
    alarm.resolve(
        connection.id(), List.of(FailureCause.TOO_MANY_WRITES), "The changes were delivered.");
  }

  private void ask(Connection connection, long writes, long all) {
    approvals.ask(
        new Question(
            ids.next(),
            connection.id(),
            Kind.WRITES,
            writes,
            all,
            clock.instant(),
            Answer.NONE,
            false));
    alarm.raise(
        connection.id(),
        FailureCause.TOO_MANY_WRITES,
        "%d of %d contacts would be changed in the CRM.".formatted(writes, all));
  }
}
