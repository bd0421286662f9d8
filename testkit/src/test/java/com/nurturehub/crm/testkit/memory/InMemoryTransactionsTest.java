package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.TransactionsContract;

class InMemoryTransactionsTest implements TransactionsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
