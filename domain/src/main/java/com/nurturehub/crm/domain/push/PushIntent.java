package com.nurturehub.crm.domain.push;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A promise to tell one CRM about one contact. At most one is open per contact and connection.
public sealed interface PushIntent {

  PushId id();

  ContactId contact();

  ConnectionId connection();

  Instant queuedAt();

  PushContent content();

  /// Waiting to be told. `urgent` ones are opt-outs, and go first. `revision` counts what was added
  /// since it was queued, so that what arrives while it is being told is not taken for told.
  /// `uncertain` says that an earlier attempt may have landed, so it is looked up before any other.
  record Due(
      PushId id,
      ContactId contact,
      ConnectionId connection,
      PushContent content,
      boolean urgent,
      Instant queuedAt,
      Instant notBefore,
      int attempts,
      boolean uncertain,
      int revision)
      implements PushIntent {

    public static Due queued(
        PushId id,
        ContactId contact,
        ConnectionId connection,
        PushContent content,
        boolean urgent,
        Instant now,
        Instant notBefore) {
      return new Due(id, contact, connection, content, urgent, now, notBefore, 0, false, 1);
    }

    /// A newer change joins, and the earlier of both times counts; a push that waits after a failed
    /// attempt goes on waiting, but for an opt-out.
    public Due joinedBy(Due newer) {
      var goesOnWaiting = attempts > 0 && (urgent || !newer.urgent);
      var sooner = newer.notBefore.isBefore(notBefore) ? newer.notBefore : notBefore;
      return new Due(
          id,
          contact,
          connection,
          content.and(newer.content),
          urgent || newer.urgent,
          queuedAt,
          goesOnWaiting ? notBefore : sooner,
          attempts,
          uncertain || newer.uncertain,
          revision + 1);
    }

    /// With what else there is to tell by the time it is told.
    public Due telling(PushContent more) {
      return new Due(
          id,
          contact,
          connection,
          content.and(more),
          urgent,
          queuedAt,
          notBefore,
          attempts,
          uncertain,
          revision);
    }

    /// The same promise about another contact, who is the same person.
    public Due about(ContactId other, PushId anew) {
      return new Due(
          anew,
          other,
          connection,
          content,
          urgent,
          queuedAt,
          notBefore,
          attempts,
          uncertain,
          revision);
    }

    /// A newer push takes over what was set aside before, and what is not known of it.
    public Due takingOver(SetAside earlier) {
      return new Due(
          id,
          contact,
          connection,
          content.and(earlier.content),
          urgent || earlier.urgent,
          queuedAt,
          notBefore,
          attempts,
          uncertain || earlier.uncertain,
          revision);
    }

    /// Without the writes a person rejected.
    public Due without(SetAside rejected) {
      return new Due(
          id,
          contact,
          connection,
          content.without(rejected.content().fields()),
          urgent,
          queuedAt,
          notBefore,
          attempts,
          uncertain,
          revision);
    }

    /// What a comparison found owed. Edits among it do not wait as long as a score would.
    public Due owing(PushContent now, boolean urgently, Instant soonest) {
      var cannotWait = !now.fields().isEmpty() || !now.consents().isEmpty();
      var goesOnWaiting = attempts > 0 && (urgent || !urgently);
      var sooner = cannotWait && !goesOnWaiting && soonest.isBefore(notBefore);
      return new Due(
          id,
          contact,
          connection,
          now,
          urgent || urgently,
          queuedAt,
          sooner ? soonest : notBefore,
          attempts,
          uncertain,
          revision);
    }

    /// What is left when a firewall let pass what may pass.
    public Due holdingWrites() {
      return new Due(
          id,
          contact,
          connection,
          content.writesAlone(),
          false,
          queuedAt,
          notBefore,
          attempts,
          uncertain,
          revision);
    }

    /// About to be sent for the first time: from here on it may have landed, whatever happens to
    /// us.
    public Due sending() {
      return new Due(
          id, contact, connection, content, urgent, queuedAt, notBefore, attempts, true, revision);
    }

    public Due again(Instant next, boolean mayHaveLanded) {
      return new Due(
          id,
          contact,
          connection,
          content,
          urgent,
          queuedAt,
          next,
          attempts + 1,
          uncertain || mayHaveLanded,
          revision);
    }

    public Delivered delivered(Instant now, String note) {
      return new Delivered(id, contact, connection, content, queuedAt, now, note);
    }

    public SetAside setAside(FailureCause cause, String reason, Instant now) {
      return new SetAside(
          id,
          contact,
          connection,
          content,
          urgent,
          queuedAt,
          now,
          attempts,
          uncertain,
          cause,
          reason);
    }

    /// Waits until the CRM is connected again.
    public SetAside disconnected(Instant now) {
      return setAside(
          FailureCause.ACCESS_REVOKED, "The CRM was disconnected before it could be told.", now);
    }

    public Superseded superseded(String by, Instant now) {
      return new Superseded(id, contact, connection, content, queuedAt, now, by);
    }
  }

  /// The CRM was told. `note` says what was unusual about it, if anything was.
  record Delivered(
      PushId id,
      ContactId contact,
      ConnectionId connection,
      PushContent content,
      Instant queuedAt,
      Instant at,
      String note)
      implements PushIntent {}

  /// Only a person can help; an alert says how.
  record SetAside(
      PushId id,
      ContactId contact,
      ConnectionId connection,
      PushContent content,
      boolean urgent,
      Instant queuedAt,
      Instant at,
      int attempts,
      boolean uncertain,
      FailureCause cause,
      String reason)
      implements PushIntent {

    public Superseded superseded(String by, Instant now) {
      return new Superseded(id, contact, connection, content, queuedAt, now, by);
    }

    /// Whether a person decided that the CRM shall not be told.
    public boolean isRejected() {
      return cause == FailureCause.TOO_MANY_WRITES;
    }

    /// Whether that was decided of what a comparison found owed, too. A field whose value lost a
    /// conflict in the CRM since is another matter.
    public boolean stillRejects(Set<ContactField> owed, Set<ContactField> contested) {
      var newly = EnumSet.copyOf(content.fields());
      newly.retainAll(contested);
      return isRejected()
          && !Collections.disjoint(content.fields(), owed)
          && content.contested().containsAll(newly);
    }

    /// Both, should a contact have had two.
    public SetAside and(SetAside other) {
      return new SetAside(
          id,
          contact,
          connection,
          content.and(other.content),
          urgent || other.urgent,
          queuedAt,
          at,
          attempts,
          uncertain || other.uncertain,
          cause,
          reason);
    }

    public Due retried(Instant now) {
      return new Due(id, contact, connection, content, urgent, queuedAt, now, 0, uncertain, 1);
    }
  }

  /// Something else made it needless; `by` names it.
  record Superseded(
      PushId id,
      ContactId contact,
      ConnectionId connection,
      PushContent content,
      Instant queuedAt,
      Instant at,
      String by)
      implements PushIntent {}
}
