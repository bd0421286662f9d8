package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.testkit.contract.SignInsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemorySignInsTest implements SignInsContract {

  private final InMemoryDatabase database = new InMemoryDatabase();
  private final Storage storage =
      InMemoryStorage.over(database, new CountedIds(), Storage.CLOCK, Hook.NONE);

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public SignIns signIns() {
    return new InMemorySignIns(database);
  }
}
