package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.AuditTrailContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryAuditTrailTest implements AuditTrailContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
