package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.function.Supplier;

/// Transactions after which this node looks at once for the lanes they woke, instead of with its
/// next poll.
record PromptTransactions(Transactions transactions, Doorbell doorbell) implements Transactions {

  @Override
  public <T> T in(AgencyId agency, Supplier<T> work) {
    return doorbell.onceDone(() -> transactions.in(agency, work));
  }

  @Override
  public <T> T fenced(Lease lease, Supplier<T> work) {
    return doorbell.onceDone(() -> transactions.fenced(lease, work));
  }
}
