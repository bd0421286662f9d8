package com.nurturehub.crm.domain.alert;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Remedy;
import java.time.Instant;
import java.util.Optional;

/// Something a person must know or do. At most one is open per connection and cause.
public sealed interface Alert {

  AlertId id();

  ConnectionId connection();

  FailureCause cause();

  Instant raisedAt();

  /// What happened, in words fit for the agency.
  String detail();

  default Remedy remedy() {
    return cause().remedy();
  }

  /// `acknowledgedAt`: a person has seen it; it stays open until its cause is gone.
  record Open(
      AlertId id,
      ConnectionId connection,
      FailureCause cause,
      String detail,
      Instant raisedAt,
      Optional<Instant> acknowledgedAt)
      implements Alert {

    public Open acknowledged(Instant now) {
      return new Open(id, connection, cause, detail, raisedAt, Optional.of(now));
    }

    public Resolved resolved(String note, Instant now) {
      return new Resolved(id, connection, cause, detail, raisedAt, now, note);
    }
  }

  record Resolved(
      AlertId id,
      ConnectionId connection,
      FailureCause cause,
      String detail,
      Instant raisedAt,
      Instant resolvedAt,
      String note)
      implements Alert {}
}
