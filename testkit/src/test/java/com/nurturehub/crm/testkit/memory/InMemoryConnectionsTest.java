package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.ConnectionsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryConnectionsTest implements ConnectionsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
