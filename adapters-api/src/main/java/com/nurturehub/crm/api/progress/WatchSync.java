package com.nurturehub.crm.api.progress;

import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows a run by looking at it again and again, so that it works on any node, whichever of them
/// does the work. It occupies the calling thread, which is a virtual one.
public final class WatchSync {

  /// Between two looks.
  static final Duration INTERVAL = Duration.ofMillis(400);

  /// How long a run is given to begin.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Nobody is watched for longer; whoever still cares asks again.
  static final Duration LONGEST = Duration.ofHours(1);

  private final ReviewSyncRuns runs;
  private final InstantSource clock;
  private final Pause pause;

  public WatchSync(ReviewSyncRuns runs, InstantSource clock, Pause pause) {
    this.runs = runs;
    this.clock = clock;
    this.pause = pause;
  }

  /// Tells each change until the run has ended. Where none is in progress, the latest one is told
  /// and another is given a short while to begin.
  public void watch(AgencyId agency, CrmProvider provider, Consumer<Progress> tell)
      throws InterruptedException {
    var began = clock.instant();
    var ended = runs.current(agency, provider).filter(WatchSync::hasEnded).map(SyncRun::id);
    var told = Optional.<SyncRun>empty();
    var speed = new Speed();
    while (true) {
      var current = runs.current(agency, provider);
      var now = clock.instant();
      if (!current.map(SyncRun::id).equals(told.map(SyncRun::id))) {
        speed = new Speed();
      }
      if (current.isPresent() && !current.equals(told)) {
        tell.accept(speed.of(current.get(), now));
      }
      var isWaiting = current.map(SyncRun::id).equals(ended);
      if (!isWaiting && current.filter(WatchSync::hasEnded).isPresent()) {
        return;
      }
      if (now.isAfter(began.plus(isWaiting ? PATIENCE : LONGEST))) {
        return;
      }
      told = current;
      pause.pause(INTERVAL);
    }
  }

  private static boolean hasEnded(SyncRun run) {
    return switch (run) {
      case SyncRun.Running _ -> false;
      case SyncRun.Succeeded _, SyncRun.Failed _ -> true;
    };
  }
}
