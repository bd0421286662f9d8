package com.nurturehub.crm.domain.sync;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One pass over a connection, from its first page to its end.
public sealed interface SyncRun {

  SyncRunId id();

  ConnectionId connection();

  Pass pass();

  Instant startedAt();

  Tally tally();

  /// In progress. `position` is where to go on, committed with every page; `total` is what the CRM
  /// declared, if it did; `servedFrom` is the CRM's own time of the first page, where the next pass
  /// over changes will start.
  record Running(
      SyncRunId id,
      ConnectionId connection,
      Pass pass,
      Instant startedAt,
      SyncCursor position,
      Tally tally,
      OptionalLong total,
      Optional<Instant> servedFrom)
      implements SyncRun {

    public static Running begin(
        SyncRunId id, ConnectionId connection, Pass pass, SyncCursor from, Instant now) {
      return new Running(
          id, connection, pass, now, from, Tally.NONE, OptionalLong.empty(), Optional.empty());
    }

    public Running advanced(Tally page, SyncCursor next, OptionalLong declared, Instant servedAt) {
      return new Running(
          id,
          connection,
          pass,
          startedAt,
          next,
          tally.plus(page),
          declared.isPresent() ? declared : total,
          servedFrom.or(() -> Optional.of(servedAt)));
    }

    public Succeeded succeed(Instant now) {
      return new Succeeded(id, connection, pass, startedAt, now, tally);
    }

    public Failed fail(FailureCause cause, String reason, Instant now) {
      return new Failed(id, connection, pass, startedAt, now, tally, cause, reason);
    }
  }

  record Succeeded(
      SyncRunId id,
      ConnectionId connection,
      Pass pass,
      Instant startedAt,
      Instant endedAt,
      Tally tally)
      implements SyncRun {}

  record Failed(
      SyncRunId id,
      ConnectionId connection,
      Pass pass,
      Instant startedAt,
      Instant endedAt,
      Tally tally,
      FailureCause cause,
      String reason)
      implements SyncRun {}
}
