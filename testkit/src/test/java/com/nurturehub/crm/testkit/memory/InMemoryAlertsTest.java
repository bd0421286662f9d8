package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.AlertsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryAlertsTest implements AlertsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
