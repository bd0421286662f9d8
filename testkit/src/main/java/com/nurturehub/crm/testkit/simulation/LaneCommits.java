package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Watches who commits to a lane: once a later holder has the lane, nobody who had it before.
final class LaneCommits implements Transactions {

  private final Transactions real;
  private final ThreadLocal<Optional<Lease>> held = ThreadLocal.withInitial(Optional::empty);
  private final Map<ConnectionId, Long> latest = new HashMap<>();
  private final List<String> late = new ArrayList<>();

  LaneCommits(Transactions real) {
    this.real = real;
  }

  @Override
  public <T> T in(AgencyId agency, Supplier<T> work) {
    return real.in(agency, work);
  }

  @Override
  public <T> T fenced(Lease lease, Supplier<T> work) {
    held.set(Optional.of(lease));
    try {
      return real.fenced(lease, work);
    } finally {
      held.set(Optional.empty());
    }
  }

  /// Called at the moment a transaction has committed, before anybody else runs.
  void committed() {
    held.get()
        .ifPresent(lease -> {
          var before = latest.getOrDefault(lease.connection(), 0L);
          if (lease.epoch() < before) {
            late.add(
                "%s committed in epoch %d after %d"
                    .formatted(lease.connection(), lease.epoch(), before));
          }
          latest.put(lease.connection(), Math.max(before, lease.epoch()));
        });
  }

  List<String> late() {
    return late;
  }
}
