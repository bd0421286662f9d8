package com.nurturehub.crm.domain.sync;

import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a connection has been read. `changesSince` is the CRM's own time at which the last
/// complete pass began, less the overlap; until there was one, only a full pass will do.
/// `requestedAt` is when somebody last asked for a run that has not begun.
public record Watermark(
    ConnectionId connection,
    Optional<Instant> changesSince,
    Optional<Instant> fullPassAt,
    Optional<Instant> requestedAt,
    Pass requestedPass) {

  /// Read again what may have been committed late at the CRM; every pass is idempotent, so this is
  /// free.
  public static final Duration OVERLAP = Duration.ofMinutes(5);

  public static Watermark none(ConnectionId connection) {
    return new Watermark(
        connection, Optional.empty(), Optional.empty(), Optional.empty(), Pass.CHANGES);
  }

  /// A full pass that was asked for before stays asked for.
  public Watermark requested(Instant at, Pass wanted) {
    var asked = requestedPass == Pass.FULL ? Pass.FULL : wanted;
    return new Watermark(connection, changesSince, fullPassAt, Optional.of(at), asked);
  }

  /// After a complete pass. A request made while it ran stays open, because beginning had answered
  /// all earlier ones.
  public Watermark completed(SyncRun.Running run, Instant now) {
    var since = run.servedFrom().map(served -> served.minus(OVERLAP)).or(this::changesSince);
    return new Watermark(
        connection,
        since,
        run.pass() == Pass.FULL ? Optional.of(now) : fullPassAt,
        requestedAt,
        requestedPass);
  }

  /// A run has begun that answers what was asked for.
  public Watermark answered() {
    return new Watermark(connection, changesSince, fullPassAt, Optional.empty(), Pass.CHANGES);
  }
}
