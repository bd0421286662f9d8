package com.nurturehub.crm.application.lane;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The truth about lanes, a row per connection. It crosses agencies and holds nothing personal.
@DrivenPort
public interface LaneLedger {

  /// Opens a lane, or wakes it if it is there. Joins the caller's transaction.
  void open(ConnectionId connection, AgencyId agency, Instant due);

  /// Notes that the lane was woken. Joins the caller's transaction.
  void woken(ConnectionId connection, Instant at);

  /// Notes when the lane is due. Joins the caller's transaction.
  void due(ConnectionId connection, Instant at);

  /// No more work on this lane. Joins the caller's transaction.
  void close(ConnectionId connection);

  /// Takes the lane under a new epoch, unless somebody holds it or it is closed. Commits at once.
  Optional<Lease> take(ConnectionId connection, Instant now, Duration span);

  /// Extends the lease; empty when it was lost. Commits at once.
  Optional<Lease> renew(Lease lease, Instant now, Duration span);

  /// Notes that the lane should go on by then although it backs off, and while it is held, although
  /// it is about to. A pause its CRM asked for is kept. Joins the caller's transaction.
  void hurry(ConnectionId connection, Instant latest);

  /// Gives the lane back and notes when to go on. Returns when that is: now, if the lane was woken
  /// since the lease was taken. `askedUntil` is the end of a pause the CRM asked for. Commits at
  /// once.
  Optional<Instant> release(
      Lease lease, Instant takenAt, NextSlice next, int attempt, Optional<Instant> askedUntil);

  /// The same where the CRM asked for no pause.
  default Optional<Instant> release(Lease lease, Instant takenAt, NextSlice next, int attempt) {
    return release(lease, takenAt, next, attempt, Optional.empty());
  }

  /// Until when the lane backs off after a failure, whoever wakes it meanwhile. A release with an
  /// attempt above 0 starts it, one with 0 or opening the lane ends it, and hurrying the lane
  /// shortens it.
  Optional<Instant> backsOffUntil(ConnectionId connection);

  /// How many slices in a row have failed.
  int attempts(ConnectionId connection);

  /// Whose the lane is, open or closed.
  Optional<AgencyId> agencyOf(ConnectionId connection);

  /// The lanes that should have been worked by now, and do not back off.
  List<ConnectionId> overdue(Instant now, int most);

  /// When the lane wants to be worked: empty while it rests or is closed. One that is held wants it
  /// when its lease ends, one that backs off not before that is over.
  Optional<Instant> dueAt(ConnectionId connection);

  /// The lanes that want to be worked before then, the first to want it first.
  List<DueLane> dueBefore(Instant then, int most);
}
