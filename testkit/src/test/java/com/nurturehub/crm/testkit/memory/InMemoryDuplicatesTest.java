package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.DuplicatesContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryDuplicatesTest implements DuplicatesContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
