package com.nurturehub.crm.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/// What is left to do when all tests of this process are over, the last arranged first: so a
/// service ends before the database it works on, and does not wait for one that is gone.
public final class AtTheEnd {

  private static final Deque<Runnable> LEFT = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtTheEnd::doAll, "at-the-end"));
  }

  private AtTheEnd() {}

  public static synchronized void run(Runnable work) {
    LEFT.push(work);
  }

  private static synchronized void doAll() {
    var next = LEFT.poll();
    if (next != null) {
      try {
        next.run();
      } finally {
        doAll();
      }
    }
  }
}
