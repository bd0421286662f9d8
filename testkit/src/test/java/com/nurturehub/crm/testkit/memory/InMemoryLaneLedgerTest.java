package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.LaneLedgerContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryLaneLedgerTest implements LaneLedgerContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
