package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.EventInboxContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryEventInboxTest implements EventInboxContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
