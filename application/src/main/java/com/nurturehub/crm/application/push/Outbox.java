package com.nurturehub.crm.application.push;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What we owe the CRMs. At most one push is open per contact and connection.
@DrivenPort
public interface Outbox {

  /// How long pushes that were delivered or superseded are kept at least. What is owed, or set
  /// aside for a person, is kept until it ends.
  Duration KEPT = Duration.ofDays(30);

  /// Queues pushes. One that is open for the same contact and connection is joined, as
  /// [Due#joinedBy] says, and keeps its id. Returns the open pushes as they stand.
  List<Due> queue(Collection<Due> pushes);

  /// The open pushes for these contacts.
  Map<ContactId, Due> open(ConnectionId connection, Collection<ContactId> contacts);

  /// Ends or changes open pushes, each as long as nothing joined it since it was read. Returns the
  /// contacts whose push something had joined; those stay open as they are. What ended too long
  /// before these is forgotten, a little each time.
  Set<ContactId> settle(Collection<Settlement> settlements);

  /// An open push as it was read, and what becomes of it.
  record Settlement(Due read, PushIntent becomes) {}

  /// What may be told now: opt-outs first, then the longest waiting.
  List<Due> due(ConnectionId connection, Instant now, int most, Which which);

  /// When the next open push may be told.
  Optional<Instant> nextDue(ConnectionId connection, Which which);

  Optional<PushIntent> find(PushId id);

  /// Reopens pushes that were set aside; one that is open already for the same contact absorbs
  /// them.
  void reopen(Collection<Due> retried);

  /// The pushes set aside for these contacts.
  List<SetAside> setAside(ConnectionId connection, Collection<ContactId> contacts);

  /// The pushes set aside for this cause, opt-outs first.
  List<SetAside> setAside(ConnectionId connection, FailureCause cause, int most);

  /// Takes back pushes that were set aside, because something newer is known of their contacts:
  /// they end superseded.
  void takeBack(Collection<SetAside> pushes, Instant now);

  /// Those in this state and about this contact, or all of them; the newest first.
  Slice<PushIntent> list(Optional<State> state, Optional<ContactId> contact, Slice.Request request);

  long count(ConnectionId connection, State state);

  /// How many open pushes would change shared fields in the CRM.
  long openWrites(ConnectionId connection);

  /// How many contacts' shared fields were changed in the CRM after that time or would be by what
  /// is open.
  long writes(ConnectionId connection, Instant after);

  /// Which pushes are meant.
  enum Which {
    ALL,
    /// Only those that change no shared field in the CRM or carry an opt-out, because a firewall
    /// holds the others.
    WITHOUT_WRITES
  }

  /// The states a push can be in.
  enum State {
    DUE,
    DELIVERED,
    SET_ASIDE,
    SUPERSEDED
  }
}
