package com.nurturehub.crm.persistence.sync;

import static com.nurturehub.crm.persistence.generated.Tables.SYNC_RUN;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRun.Failed;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRun.Succeeded;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Tally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/// A run as a row, and back.
final class SyncRunRows {

  static final String RUNNING = "RUNNING";

  /// What [#run] reads.
  static final List<SelectField<?>> FIELDS =
      Arrays.stream(SYNC_RUN.fields())
          .filter(field -> !field.equals(SYNC_RUN.AGENCY_ID))
          .collect(Collectors.toUnmodifiableList());

  private SyncRunRows() {}

  static SyncRun run(Record row) {
    return switch (row.get(SYNC_RUN.STATE)) {
      case RUNNING -> running(row);
      case "SUCCEEDED" ->
          new Succeeded(
              id(row),
              connection(row),
              pass(row),
              row.get(SYNC_RUN.STARTED_AT),
              row.get(SYNC_RUN.ENDED_AT),
              tally(row));
      case "FAILED" ->
          new Failed(
              id(row),
              connection(row),
              pass(row),
              row.get(SYNC_RUN.STARTED_AT),
              row.get(SYNC_RUN.ENDED_AT),
              tally(row),
              FailureCause.valueOf(row.get(SYNC_RUN.CAUSE)),
              row.get(SYNC_RUN.REASON));
      case String unknown -> throw new IllegalStateException("no state of a run: " + unknown);
    };
  }

  static Running running(Record row) {
    @Nullable Long total = row.get(SYNC_RUN.TOTAL);
    return new Running(
        id(row),
        connection(row),
        pass(row),
        row.get(SYNC_RUN.STARTED_AT),
        new SyncCursor(row.get(SYNC_RUN.POSITION)),
        tally(row),
        total == null ? OptionalLong.empty() : OptionalLong.of(total),
        Optional.ofNullable(row.get(SYNC_RUN.SERVED_FROM)));
  }

  /// What a run's present state sets. How far it got is left as it was when it ends.
  static Map<Field<?>, @Nullable Object> values(SyncRun run) {
    var values = new HashMap<Field<?>, @Nullable Object>();
    var tally = run.tally();
    values.put(SYNC_RUN.READ, tally.read());
    values.put(SYNC_RUN.CREATED, tally.created());
    values.put(SYNC_RUN.UPDATED, tally.updated());
    values.put(SYNC_RUN.UNCHANGED, tally.unchanged());
    values.put(SYNC_RUN.CONFLICTED, tally.conflicted());
    values.put(SYNC_RUN.QUARANTINED, tally.quarantined());
    switch (run) {
      case Running running -> {
        values.put(SYNC_RUN.STATE, RUNNING);
        values.put(SYNC_RUN.POSITION, running.position().value());
        values.put(
            SYNC_RUN.TOTAL, running.total().isPresent() ? running.total().getAsLong() : null);
        values.put(SYNC_RUN.SERVED_FROM, running.servedFrom().orElse(null));
      }
      case Succeeded succeeded -> {
        values.put(SYNC_RUN.STATE, "SUCCEEDED");
        values.put(SYNC_RUN.ENDED_AT, succeeded.endedAt());
      }
      case Failed failed -> {
        values.put(SYNC_RUN.STATE, "FAILED");
        values.put(SYNC_RUN.ENDED_AT, failed.endedAt());
        values.put(SYNC_RUN.CAUSE, failed.cause().name());
        values.put(SYNC_RUN.REASON, failed.reason());
      }
    }
    return values;
  }

  private static SyncRunId id(Record row) {
    return new SyncRunId(row.get(SYNC_RUN.RUN_ID));
  }

  private static ConnectionId connection(Record row) {
    return new ConnectionId(row.get(SYNC_RUN.CONNECTION_ID));
  }

  private static Pass pass(Record row) {
    return Pass.valueOf(row.get(SYNC_RUN.PASS));
  }

  private static Tally tally(Record row) {
    return new Tally(
        row.get(SYNC_RUN.READ),
        row.get(SYNC_RUN.CREATED),
        row.get(SYNC_RUN.UPDATED),
        row.get(SYNC_RUN.UNCHANGED),
        row.get(SYNC_RUN.CONFLICTED),
        row.get(SYNC_RUN.QUARANTINED));
  }
}
