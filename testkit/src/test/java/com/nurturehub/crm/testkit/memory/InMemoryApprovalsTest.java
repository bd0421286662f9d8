package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.ApprovalsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryApprovalsTest implements ApprovalsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
