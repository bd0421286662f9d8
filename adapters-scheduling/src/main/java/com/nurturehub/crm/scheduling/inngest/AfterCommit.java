package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Transactions after which the relay is given the wakes that were asked for in them: before the
/// commit there is nothing to see, and what rolls back wakes nobody.
record AfterCommit(Transactions transactions, ScopedValue<List<Wake>> asked, Relay relay)
    implements Transactions {

  @Override
  public <T> T in(AgencyId agency, Supplier<T> work) {
    return telling(noted -> transactions.in(agency, noted.around(work)));
  }

  @Override
  public <T> T fenced(Lease lease, Supplier<T> work) {
    return telling(noted -> transactions.fenced(lease, noted.around(work)));
  }

  private record Noted(List<Wake> wakes) {

    /// A transaction that is begun anew asks anew.
    <T> Supplier<T> around(Supplier<T> work) {
      return () -> {
        wakes.clear();
        return work.get();
      };
    }
  }

  @FunctionalInterface
  private interface Committing<T> {
    T with(Noted noted);
  }

  private <T> T telling(Committing<T> transaction) {
    var noted = new Noted(new ArrayList<>());
    var result = ScopedValue.where(asked, noted.wakes()).call(() -> transaction.with(noted));
    relay.tell(noted.wakes());
    return result;
  }
}
