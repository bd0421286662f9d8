package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.ContactsContract;
import com.nurturehub.crm.testkit.contract.Storage;
import java.time.InstantSource;

class InMemoryContactsTest implements ContactsContract {

  private final Storage storage = InMemoryStorage.quiet(InstantSource.system());

  @Override
  public Storage storage() {
    return storage;
  }
}
