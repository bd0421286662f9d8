package com.nurturehub.crm.testkit.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long somebody is given to do what they should have to wait for.
public final class Waiting {

  private static final long MILLIS = 400;

  private Waiting() {}

  /// True when they did not wait. It keeps the transaction open for no longer than a moment.
  public static boolean awhile(CountDownLatch done) {
    try {
      return done.await(MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
