package com.nurturehub.crm.testkit.memory;

import java.util.function.BooleanSupplier;

/// How somebody waits for a row that another transaction has written.
@FunctionalInterface
public interface Turns {

  /// Returns once `free` holds. `monitor` is notified whenever a transaction ends.
  void await(Object monitor, BooleanSupplier free);

  /// Real threads wait for one another.
  static Turns ofThreads() {
    return (monitor, free) -> {
      synchronized (monitor) {
        while (!free.getAsBoolean()) {
          try {
            monitor.wait();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a row", e);
          }
        }
      }
    };
  }
}
