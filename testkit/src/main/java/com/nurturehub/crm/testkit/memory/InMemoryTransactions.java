package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.function.Supplier;

/// Transactions over the database in memory.
public record InMemoryTransactions(InMemoryDatabase database) implements Transactions {

  @Override
  public <T> T in(AgencyId agency, Supplier<T> work) {
    return database.in(agency, work);
  }

  @Override
  public <T> T fenced(Lease lease, Supplier<T> work) {
    return database.fenced(lease, work);
  }
}
