package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.progress.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

record ProgressNode(
    String runId,
    RunNode.State state,
    Instant startedAt,
    Optional<Instant> endedAt,
    long read,
    OptionalLong total,
    long created,
    long updated,
    long unchanged,
    long conflicted,
    long quarantined,
    OptionalDouble ratePerSecond,
    Optional<Instant> projectedEndAt,
    Optional<String> failureReason) {

  static ProgressNode of(Progress progress) {
    var run = RunNode.of(progress.run(), Optional.empty());
    var tally = run.tally();
    return new ProgressNode(
        run.id(),
        run.state(),
        run.startedAt(),
        run.endedAt(),
        tally.read(),
        run.total(),
        tally.created(),
        tally.updated(),
        tally.unchanged(),
        tally.conflicted(),
        tally.quarantined(),
        progress.recordsPerSecond(),
        progress.projectedEnd(),
        run.failureReason());
  }
}
