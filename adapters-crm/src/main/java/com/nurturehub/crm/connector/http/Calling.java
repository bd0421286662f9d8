package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.application.connection.CallBudget.Rank;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Optional;
import java.util.function.Supplier;

/// For whom a call is made, and why. It is known to whatever the work begins, also to the threads
/// it starts: a throttle can look at it wherever it stands.
public record Calling(Optional<AgencyId> agency, Rank rank) {

  /// Nobody said; it is in no hurry.
  private static final Calling SOMEBODY = new Calling(Optional.empty(), Rank.POLL);

  // Not a scoped value, which threads started in its scope would not see.
  private static final InheritableThreadLocal<Calling> NOW = new InheritableThreadLocal<>();

  public static Calling now() {
    var bound = NOW.get();
    return bound == null ? SOMEBODY : bound;
  }

  public <T> T during(Supplier<T> work) {
    var before = NOW.get();
    NOW.set(this);
    try {
      return work.get();
    } finally {
      if (before == null) {
        NOW.remove();
      } else {
        NOW.set(before);
      }
    }
  }
}
