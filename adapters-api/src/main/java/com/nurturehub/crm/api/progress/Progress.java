package com.nurturehub.crm.api.progress;

import com.nurturehub.crm.domain.sync.SyncRun;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// How far a run has come, how fast it goes, and when it ends at that rate.
public record Progress(
    SyncRun run, OptionalDouble recordsPerSecond, Optional<Instant> projectedEnd) {}
