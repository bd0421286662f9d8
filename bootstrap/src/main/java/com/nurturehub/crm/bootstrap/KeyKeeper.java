package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.persistence.vault.ReEncryption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks every minute whether a new key was made, and encrypts anew what an earlier one encrypted.
final class KeyKeeper implements SmartLifecycle {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(KeyKeeper.class);

  private final ReEncryption work;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("key-keeper").factory());
  private volatile boolean running;

  KeyKeeper(ReEncryption work) {
    this.work = work;
  }

  @Override
  public void start() {
    running = true;
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void look() {
    try {
      var done = work.run();
      if (done > 0) {
        LOG.info("encrypted anew values={}", done);
      }
    } catch (RuntimeException trouble) {
      // Nothing is lost by waiting, and the next look goes on where this one ended.
      LOG.warn("encrypting anew was broken off", trouble);
    }
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
