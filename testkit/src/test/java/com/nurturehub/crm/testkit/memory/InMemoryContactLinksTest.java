package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.ContactLinksContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryContactLinksTest implements ContactLinksContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
