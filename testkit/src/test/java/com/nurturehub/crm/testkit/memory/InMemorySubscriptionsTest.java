package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.SubscriptionsContract;

class InMemorySubscriptionsTest implements SubscriptionsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
