package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.push.Outbox.Which;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.Firewall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// What keeps changes from a CRM until a person has agreed. First the preview, where the connection
/// asks for one: until it is accepted nothing at all is told, opt-outs included, because what an
/// agency has not looked at shall not be in its CRM. Then the write firewall: when unusually many
/// of an agency's CRM records would be changed at once, those changes wait until a person said that
/// it is intended. Opt-outs never wait for it, also where the same push changes a name, and signals
/// on their own do not either.
record HoldWrites(
    Outbox outbox,
    ContactLinks links,
    SyncRuns runs,
    Approvals approvals,
    Alarm alarm,
    Ids ids,
    InstantSource clock) {

  /// What was changed in the CRM counts so long, so that changes do not trickle past unasked. An
  /// approval covers as many changes as were asked about, and is forgotten after this.
  private static final Duration A_DAY = Duration.ofDays(1);

  /// Empty while the CRM may be told nothing.
  Optional<Which> decide(Connection connection, Capabilities capabilities) {
    return isPreviewed(connection, capabilities)
        ? Optional.empty()
        : Optional.of(unlessUnusuallyMany(connection));
  }

  private boolean isPreviewed(Connection connection, Capabilities capabilities) {
    if (!connection.settings().previewFirst()) {
      return false;
    }
    var latest = approvals.latest(connection.id(), Kind.PREVIEW).filter(asked -> !asked.usedUp());
    if (latest.filter(Question::isGranted).isPresent()) {
      return false;
    }
    var isOpen = latest.map(asked -> asked.answer() == Answer.NONE).orElse(true);
    if (isOpen && isKnown(connection, capabilities)) {
      preview(connection);
    }
    return true;
  }

  /// Before a complete pass nobody can say what there is to write.
  private boolean isKnown(Connection connection, Capabilities capabilities) {
    return !capabilities.listsContacts()
        || runs.watermark(connection.id()).changesSince().isPresent();
  }

  private void preview(Connection connection) {
    var waiting = outbox.count(connection.id(), State.DUE);
    ask(connection, Kind.PREVIEW, waiting, links.count(connection.id()));
    alarm.raise(
        connection.id(),
        FailureCause.PREVIEW_WAITS,
        "Nothing has been written to %s yet.".formatted(connection.provider().title()));
  }

  private Which unlessUnusuallyMany(Connection connection) {
    var open = outbox.openWrites(connection.id());
    if (open == 0) {
      return Which.ALL;
    }
    var writes = unapproved(connection);
    if (writes < Firewall.WRITES.atLeast()) {
      return Which.ALL;
    }
    var all = links.count(connection.id());
    if (!Firewall.WRITES.trips(writes, all)) {
      return Which.ALL;
    }
    ask(connection, Kind.WRITES, open, all);
    alarm.raise(
        connection.id(),
        FailureCause.TOO_MANY_WRITES,
        "%d of %d contacts would be changed in the CRM.".formatted(open, all));
    return Which.WITHOUT_WRITES;
  }

  /// The changes of a day, open or delivered, that no approval covers. Counting starts anew with an
  /// approval, and when it is forgotten.
  private long unapproved(Connection connection) {
    var yesterday = clock.instant().minus(A_DAY);
    var approved =
        approvals
            .latest(connection.id(), Kind.WRITES)
            .filter(question -> question.answer() == Answer.APPROVED);
    var covering = approved.filter(question -> question.askedAt().isAfter(yesterday));
    if (covering.isPresent()) {
      var asked = covering.get();
      return outbox.writes(connection.id(), asked.askedAt()) - asked.affected();
    }
    var since =
        approved
            .map(question -> question.askedAt().plus(A_DAY))
            .filter(yesterday::isBefore)
            .orElse(yesterday);
    return outbox.writes(connection.id(), since);
  }

  private void ask(Connection connection, Kind kind, long affected, long all) {
    approvals.ask(
        new Question(
            ids.next(), connection.id(), kind, affected, all, clock.instant(), Answer.NONE, false));
  }
}
