package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.Tally;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

record RunNode(
    String id,
    Optional<CrmProvider> provider,
    State state,
    Pass pass,
    Instant startedAt,
    Optional<Instant> endedAt,
    Tally tally,
    OptionalLong total,
    Optional<FailureCause> failureCause,
    Optional<String> failureReason) {

  enum State {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  static RunNode of(SyncRun run, Optional<CrmProvider> provider) {
    return switch (run) {
      case SyncRun.Running running ->
          node(
              run,
              provider,
              State.RUNNING,
              Optional.empty(),
              running.total(),
              Optional.empty(),
              Optional.empty());
      case SyncRun.Succeeded succeeded ->
          node(
              run,
              provider,
              State.SUCCEEDED,
              Optional.of(succeeded.endedAt()),
              OptionalLong.empty(),
              Optional.empty(),
              Optional.empty());
      case SyncRun.Failed failed ->
          node(
              run,
              provider,
              State.FAILED,
              Optional.of(failed.endedAt()),
              OptionalLong.empty(),
              Optional.of(failed.cause()),
              Optional.of(failed.reason()));
    };
  }

  private static RunNode node(
      SyncRun run,
      Optional<CrmProvider> provider,
      State state,
      Optional<Instant> endedAt,
      OptionalLong total,
      Optional<FailureCause> cause,
      Optional<String> reason) {
    return new RunNode(
        run.id().toString(),
        provider,
        state,
        run.pass(),
        run.startedAt(),
        endedAt,
        run.tally(),
        total,
        cause,
        reason);
  }
}
