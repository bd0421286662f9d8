package com.nurturehub.crm.api.progress;

import java.time.Duration;

/// Waiting, so that a test need not.
@FunctionalInterface
public interface Pause {

  void pause(Duration length) throws InterruptedException;
}
