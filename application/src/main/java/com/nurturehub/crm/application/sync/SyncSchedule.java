package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.event.Subscription;
import java.time.Duration;
import java.time.Instant;

/// When a connection is synced next: as often as the agency chose, or less often while the CRM
/// tells us of its changes.
public interface SyncSchedule {

  /// Intervals differ by up to this share, so that connections made together do not stay together.
  double JITTER = 0.1;

  static Instant nextAfter(Connection connection, Subscription subscription, Instant syncedAt) {
    var interval = subscription.interval(connection.settings().interval());
    var share = Math.floorMod(connection.id().value().hashCode(), 1_000) / 1_000.0;
    return syncedAt
        .plus(interval)
        .plus(Duration.ofMillis((long) (interval.toMillis() * JITTER * share)));
  }
}
