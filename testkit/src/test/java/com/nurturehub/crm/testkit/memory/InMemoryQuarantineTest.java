package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.QuarantineContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryQuarantineTest implements QuarantineContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
