package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.OutboxContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryOutboxTest implements OutboxContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
