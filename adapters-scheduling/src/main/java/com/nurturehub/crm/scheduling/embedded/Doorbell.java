package com.nurturehub.crm.scheduling.embedded;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Rings when a transaction that woke a lane has committed: before that there is nothing to see.
final class Doorbell {

  private final ScopedValue<AtomicBoolean> pushed = ScopedValue.newInstance();
  private volatile Runnable bell = () -> {};

  void rings(Runnable bell) {
    this.bell = bell;
  }

  void push() {
    if (pushed.isBound()) {
      pushed.get().set(true);
    } else {
      bell.run();
    }
  }

  <T> T onceDone(Supplier<T> transaction) {
    var push = new AtomicBoolean();
    var result = ScopedValue.where(pushed, push).call(transaction::get);
    if (push.get()) {
      bell.run();
    }
    return result;
  }
}
