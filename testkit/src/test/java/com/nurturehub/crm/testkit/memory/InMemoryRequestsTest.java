package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.RequestsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryRequestsTest implements RequestsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
