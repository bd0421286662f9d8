package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.SyncRunsContract;
import java.time.InstantSource;

class InMemorySyncRunsTest implements SyncRunsContract {

  private final Storage storage = InMemoryStorage.quiet(InstantSource.system());

  @Override
  public Storage storage() {
    return storage;
  }
}
