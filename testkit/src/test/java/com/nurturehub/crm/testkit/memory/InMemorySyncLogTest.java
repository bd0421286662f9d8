package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.SyncLogContract;

class InMemorySyncLogTest implements SyncLogContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
