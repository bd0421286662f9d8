package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.Transactions.LeaseLost;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.log.SyncEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// A lane while this node holds it: every transaction is fenced, and the lease is looked at before
/// each call to the CRM.
final class HeldLane {

  private final Transactions transactions;
  private final LaneLedger ledger;
  private final InstantSource clock;
  private final Bounds bounds;
  private final Instant takenAt;
  private final List<SyncEvent> happened = new ArrayList<>();
  private Lease lease;

  HeldLane(
      Transactions transactions,
      LaneLedger ledger,
      InstantSource clock,
      Bounds bounds,
      Lease lease,
      Instant takenAt) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.clock = clock;
    this.bounds = bounds;
    this.lease = lease;
    this.takenAt = takenAt;
  }

  <T> T commit(Supplier<T> work) {
    return transactions.fenced(lease, work);
  }

  void commit(Runnable work) {
    transactions.fenced(
        lease,
        () -> {
          work.run();
          return true;
        });
  }

  /// Call when it has been committed. What happened in a slice is written down with its last commit
  /// and all at once, so that the log costs no statement for each contact; a node that dies or
  /// loses the lane takes a few lines with it, though nothing of the work they tell of.
  void tells(Collection<SyncEvent> events) {
    happened.addAll(events);
  }

  List<SyncEvent> happened() {
    return List.copyOf(happened);
  }

  /// Call before each call to the CRM. Renews a lease that is half spent.
  void mustStillHold() {
    var now = clock.instant();
    if (now.isAfter(lease.until().minus(bounds.lease().dividedBy(2)))) {
      lease =
          ledger
              .renew(lease, now, bounds.lease())
              .orElseThrow(() -> new LeaseLost("the lane was taken over"));
    }
  }

  boolean hasTime() {
    return clock.instant().isBefore(takenAt.plus(bounds.slice()));
  }

  Lease lease() {
    return lease;
  }
}
