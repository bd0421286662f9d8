package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.push.Outbox.Which;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.sync.Pass;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

record DecidingApproval(
    Transactions transactions,
    Approvals approvals,
    Connections connections,
    SyncRuns runs,
    Outbox outbox,
    AuditTrail audit,
    Alarm alarm,
    Lanes lanes,
    Ids ids,
    InstantSource clock)
    implements DecideApproval {

  private static final int HELD_MAX = 100_000;

  /// Later than any push waits.
  private static final Duration ANY_TIME = Duration.ofDays(3_650);

  @Override
  public Optional<Question> decide(
      AgencyId agency, UUID id, Answer answer, String actor, String why) {
    return transactions.in(
        agency,
        () ->
            approvals
                .find(id)
                .filter(question -> question.takes(answer))
                .map(question -> decide(question.answered(answer), actor, why)));
  }

  private Question decide(Question question, String actor, String why) {
    approvals.keep(question);
    alarm.resolve(question.connection(), List.of(cause(question)), "Decided by " + actor + ".");
    connections
        .find(question.connection())
        .ifPresent(connection -> {
          follow(question, connection, actor);
          audit.append(List.of(entry(question, connection, actor, why)));
        });
    return question;
  }

  /// An approved pass is made anew, because what is gone may have come back since; approved writes
  /// just go on; rejected writes are set aside, where a person can still retry one of them. What an
  /// accepted preview showed is not asked about again for being many; after a rejected one the
  /// connection goes on reading, and keeps what it would write.
  private void follow(Question question, Connection connection, String actor) {
    if (question.kind() == Kind.DELETIONS && question.answer() == Answer.APPROVED) {
      var mark = runs.watermark(connection.id());
      runs.keep(mark.requested(clock.instant(), Pass.FULL));
    }
    if (question.kind() == Kind.WRITES && question.answer() == Answer.REJECTED) {
      setAsideHeldWrites(connection, actor);
    }
    if (question.kind() == Kind.PREVIEW && question.answer() == Answer.APPROVED) {
      approvals.keep(covering(question));
    }
    lanes.wake(connection.id());
  }

  private Question covering(Question preview) {
    return new Question(
        ids.next(),
        preview.connection(),
        Kind.WRITES,
        outbox.openWrites(preview.connection()),
        preview.all(),
        clock.instant(),
        Answer.APPROVED,
        false);
  }

  /// What nobody rejected goes on in a push of its own: an opt-out that was told together with a
  /// new name.
  private void setAsideHeldWrites(Connection connection, String actor) {
    var now = clock.instant();
    var reason = "Rejected by %s.".formatted(actor);
    var held =
        outbox.due(connection.id(), now.plus(ANY_TIME), HELD_MAX, Which.ALL).stream()
            .filter(due -> due.content().changesSharedFields())
            .toList();
    outbox.settle(held.stream().map(due -> rejected(due, reason, now)).toList());
    outbox.queue(held.stream().filter(Due::urgent).map(due -> goingOn(due, now)).toList());
  }

  private static Settlement rejected(Due due, String reason, Instant now) {
    var writes = due.urgent() ? due.holdingWrites() : due;
    return new Settlement(due, writes.setAside(FailureCause.TOO_MANY_WRITES, reason, now));
  }

  private Due goingOn(Due due, Instant now) {
    var rest = due.content().withoutWrites();
    return Due.queued(
        new PushId(ids.next()), due.contact(), due.connection(), rest, true, now, now);
  }

  private static FailureCause cause(Question question) {
    return switch (question.kind()) {
      case DELETIONS -> FailureCause.TOO_MANY_DELETIONS;
      case WRITES -> FailureCause.TOO_MANY_WRITES;
      case PREVIEW -> FailureCause.PREVIEW_WAITS;
    };
  }

  private AuditEntry entry(Question question, Connection connection, String actor, String why) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        clock.instant(),
        question.answer() == Answer.APPROVED ? AuditEntry.Kind.APPROVED : AuditEntry.Kind.REJECTED,
        Optional.empty(),
        Optional.of(connection.id()),
        Optional.of(connection.provider()),
        Optional.empty(),
        Optional.empty(),
        "%s of %d of %d contacts: %s"
            .formatted(about(question.kind()), question.affected(), question.all(), why),
        actor);
  }

  private static String about(Kind kind) {
    return switch (kind) {
      case DELETIONS -> "Removal";
      case WRITES -> "Changes";
      case PREVIEW -> "First writing";
    };
  }
}
