package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.PreviewsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryPreviewsTest implements PreviewsContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
