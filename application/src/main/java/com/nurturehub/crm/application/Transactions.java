package com.nurturehub.crm.application;

import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.function.Supplier;

/// All or nothing, and inside one agency only: what the work reads and writes through the stores
/// belongs to that agency, because the database sees to it. Stores refuse to work outside.
/// Transactions do not nest; a store's transaction rolls back on any exception. One that ran into
/// another's locks may be begun anew, so the work may run again before it commits.
@DrivenPort
public interface Transactions {

  <T> T in(AgencyId agency, Supplier<T> work);

  /// As `in`, and commits only while the lease still holds.
  ///
  /// @throws LeaseLost when somebody else has taken the lane over; nothing was committed
  <T> T fenced(Lease lease, Supplier<T> work);

  default void run(AgencyId agency, Runnable work) {
    in(
        agency,
        () -> {
          work.run();
          return true;
        });
  }

  /// The lane was taken over, and whatever this node still meant to do is somebody else's now.
  final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLost(String message) {
      super(message);
    }
  }
}
