package com.nurturehub.crm.domain.alert;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Remedy;
import com.nurturehub.crm.domain.connection.Remedy.Button;
import java.time.Duration;
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

  /// `acknowledgedAt`: a person has seen it; it stays open until its cause is gone. Until then
  /// people are reminded of it, last at `remindedAt`.
  record Open(
      AlertId id,
      ConnectionId connection,
      FailureCause cause,
      String detail,
      Instant raisedAt,
      Optional<Instant> acknowledgedAt,
      Optional<Instant> remindedAt)
      implements Alert {

    /// Nobody is reminded more often.
    public static final Duration REMINDED_EVERY = Duration.ofDays(1);

    public static Open raised(
        AlertId id, ConnectionId connection, FailureCause cause, String detail, Instant now) {
      return new Open(id, connection, cause, detail, now, Optional.empty(), Optional.empty());
    }

    /// Where only a person can say that the cause is gone, having seen to it ends the alert.
    public Alert acknowledged(Instant now) {
      return remedy().button() == Button.CONFIRM
          ? resolved("A person has seen to it.", now)
          : new Open(id, connection, cause, detail, raisedAt, Optional.of(now), remindedAt);
    }

    public boolean wantsReminder(Instant now) {
      return acknowledgedAt.isEmpty()
          && !remindedAt.orElse(raisedAt).plus(REMINDED_EVERY).isAfter(now);
    }

    public Open reminded(Instant now) {
      return new Open(id, connection, cause, detail, raisedAt, acknowledgedAt, Optional.of(now));
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
