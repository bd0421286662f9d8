package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.progress.Progress;
import com.nurturehub.crm.v1.SyncRun;
import com.nurturehub.crm.v1.Tally;
import com.nurturehub.crm.v1.WatchSyncResponse;

/// Runs on the wire.
final class RunMessages {

  private RunMessages() {}

  static SyncRun run(com.nurturehub.crm.domain.sync.SyncRun run) {
    var message =
        SyncRun.newBuilder()
            .setId(run.id().toString())
            .setPass(Words.toWire(SyncRun.Pass.class, "PASS_", run.pass()))
            .setStartedAt(Times.toWire(run.startedAt()))
            .setTally(tally(run.tally()));
    switch (run) {
      case com.nurturehub.crm.domain.sync.SyncRun.Running running -> {
        message.setState(SyncRun.State.STATE_RUNNING);
        running.total().ifPresent(message::setTotal);
      }
      case com.nurturehub.crm.domain.sync.SyncRun.Succeeded succeeded ->
          message
              .setState(SyncRun.State.STATE_SUCCEEDED)
              .setEndedAt(Times.toWire(succeeded.endedAt()));
      case com.nurturehub.crm.domain.sync.SyncRun.Failed failed ->
          message
              .setState(SyncRun.State.STATE_FAILED)
              .setEndedAt(Times.toWire(failed.endedAt()))
              .setFailure(
                  SyncRun.Failure.newBuilder()
                      .setCause(failed.cause().name())
                      .setReason(failed.reason()));
    }
    return message.build();
  }

  static WatchSyncResponse progress(Progress progress) {
    var message =
        WatchSyncResponse.newBuilder()
            .setRun(run(progress.run()))
            .setRecordsPerSecond(progress.recordsPerSecond().orElse(0));
    progress.projectedEnd().map(Times::toWire).ifPresent(message::setProjectedEndAt);
    return message.build();
  }

  private static Tally tally(com.nurturehub.crm.domain.sync.Tally tally) {
    return Tally.newBuilder()
        .setRead(tally.read())
        .setCreated(tally.created())
        .setUpdated(tally.updated())
        .setUnchanged(tally.unchanged())
        .setConflicted(tally.conflicted())
        .setQuarantined(tally.quarantined())
        .build();
  }
}
