package com.nurturehub.crm.scheduling;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Threads that look at something again and again.
public final class Lookouts {

  /// So long may the last look take, before somebody takes the database away from it.
  private static final long LAST_LOOK_SECONDS = 5;

  private Lookouts() {}

  public static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  public static void stop(ScheduledExecutorService lookout) {
    lookout.shutdown();
    try {
      if (!lookout.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS)) {
        lookout.shutdownNow();
      }
    } catch (InterruptedException e) {
      lookout.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
