package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.sync.Firewall;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// What a complete pass did not come across is asked for by name before anybody is marked as gone;
/// and if that would be unusually many, a person is asked first.
record SecondLook(
    ContactLinks links,
    SyncRuns runs,
    Approvals approvals,
    CommitPage commitPage,
    MarkGone markGone,
    Alarm alarm,
    Ids ids,
    InstantSource clock) {

  private static final int AT_ONCE = 100;

  /// What the second look came to: the run as it now stands, and whether it is over.
  record Outcome(Running run, boolean over) {}

  Outcome look(
      HeldLane lane,
      Connection connection,
      CRMConnector crm,
      Capabilities capabilities,
      Running finished) {
    var run = finished;
    if (!lane.commit(() -> mayMark(finished))) {
      return new Outcome(run, true);
    }
    while (true) {
      var current = run;
      var missing = lane.commit(() -> runs.unseen(current, Optional.empty(), AT_ONCE));
      if (missing.isEmpty()) {
        lane.commit(() -> useUpApproval(connection));
        return new Outcome(run, true);
      }
      if (!lane.hasTime()) {
        return new Outcome(run, false);
      }
      run = ask(lane, connection, crm, capabilities, run, missing);
    }
  }

  private Running ask(
      HeldLane lane,
      Connection connection,
      CRMConnector crm,
      Capabilities capabilities,
      Running before,
      List<ContactLink> missing) {
    var asked = missing.stream().map(ContactLink::externalId).collect(Collectors.toSet());
    var run = before;
    var there = new HashSet<ExternalId>();
    lane.mustStillHold();
    var askedAt = clock.instant();
    try (var found = crm.listContacts(new Reading.Only(asked))) {
      for (var page = found.next(); page.isPresent(); page = found.next()) {
        var unmoved =
            new ContactPage(
                page.get().contacts(),
                page.get().unreadable(),
                run.position(),
                OptionalLong.empty(),
                page.get().servedAt(),
                page.get().clockOffset());
        run =
            commitPage.commit(
                lane, connection, capabilities, run, new AskedPage(unmoved, askedAt, Set.of()));
        page.get().contacts().forEach(theirs -> there.add(theirs.id()));
        page.get()
            .unreadable()
            .forEach(record -> record.externalId().map(ExternalId::new).ifPresent(there::add));
        lane.mustStillHold();
      }
    }
    var current = run;
    lane.commit(() -> {
      markGone.mark(missing.stream().filter(link -> !there.contains(link.externalId())).toList());
      runs.saw(current, asked);
    });
    return run;
  }

  /// Whether the firewall lets the pass mark what it did not find.
  private boolean mayMark(Running run) {
    var missing = runs.unseen(run);
    var all = links.count(run.connection());
    if (!Firewall.DELETIONS.trips(missing, all)) {
      return true;
    }
    var latest = approvals.latest(run.connection(), Kind.DELETIONS);
    if (latest.filter(question -> covers(question, missing)).isPresent()) {
      return true;
    }
    approvals.ask(
        new Question(
            ids.next(),
            run.connection(),
            Kind.DELETIONS,
            missing,
            all,
            clock.instant(),
            Answer.NONE,
            false));
    alarm.raise(
        run.connection(),
        FailureCause.TOO_MANY_DELETIONS,
        "%d of %d contacts were not found in the CRM any more.".formatted(missing, all));
    return false;
  }

  private static boolean covers(Question question, long missing) {
    return question.answer() == Answer.APPROVED
        && !question.usedUp()
        && missing <= question.affected();
  }

  private void useUpApproval(Connection connection) {
    approvals
        .latest(connection.id(), Kind.DELETIONS)
        .filter(question -> question.answer() == Answer.APPROVED && !question.usedUp())
        .ifPresent(question -> approvals.keep(question.used()));
    alarm.resolve(
        connection.id(),
        List.of(FailureCause.TOO_MANY_DELETIONS),
        "What is gone from the CRM has been dealt with.");
  }
}
