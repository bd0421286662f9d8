package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;

/// Waits. Tests wait without waiting.
@FunctionalInterface
public interface Sleeper {

  void sleep(Duration pause);

  static Sleeper system() {
    return pause -> {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new CrmFailure.Transient(
            FailureCause.UNAVAILABLE, "The work was stopped while it waited for the CRM.");
      }
    };
  }
}
