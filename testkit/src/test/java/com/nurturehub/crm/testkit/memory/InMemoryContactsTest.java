package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.ContactsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryContactsTest implements ContactsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
