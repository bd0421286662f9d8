package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.OutboxContract;
import com.nurturehub.crm.testkit.contract.Storage;
import java.time.InstantSource;

class InMemoryOutboxTest implements OutboxContract {

  private final Storage storage = InMemoryStorage.quiet(InstantSource.system());

  @Override
  public Storage storage() {
    return storage;
  }
}
