package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.ContactLinksContract;
import com.nurturehub.crm.testkit.contract.Storage;
import java.time.InstantSource;

class InMemoryContactLinksTest implements ContactLinksContract {

  private final Storage storage = InMemoryStorage.quiet(InstantSource.system());

  @Override
  public Storage storage() {
    return storage;
  }
}
