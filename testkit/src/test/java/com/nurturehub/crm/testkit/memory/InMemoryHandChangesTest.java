package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.HandChangesContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryHandChangesTest implements HandChangesContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
