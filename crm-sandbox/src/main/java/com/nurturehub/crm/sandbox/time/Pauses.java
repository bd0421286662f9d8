package com.nurturehub.crm.sandbox.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Real waiting, used only where a fault asks for it; all of it ends when the sandbox closes.
public final class Pauses implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);

  /// Returns false if the sandbox was closed meanwhile.
  public boolean pause(Duration time) {
    if (time.isZero() || time.isNegative()) {
      return closed.getCount() > 0;
    }
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
