package com.nurturehub.crm.scheduling;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that looks at something again and again. The database or a server may be away for a
/// while: what goes wrong is told, and the next look tries again.
public final class Lookout implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  /// So long may the last look take, before somebody takes the database away from it.
  private static final long LAST_LOOK_SECONDS = 5;

  private final String trouble;
  private final ScheduledExecutorService thread;

  /// @param name of the thread
  /// @param trouble what a look that fails is called
  public Lookout(String name, String trouble) {
    this.trouble = trouble;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  /// Looks now, and again so long after each look has ended.
  public void looks(Duration every, Runnable look) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> tryTo(look), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tryTo(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.warn("{} cause={}", trouble, e.getMessage());
    } catch (Error e) {
      // Thrown on, it would end the looking without a word.
      LOG.error("{}", trouble, e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
