package com.nurturehub.crm.persistence.push;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.HandChangesContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqHandChangesTest implements HandChangesContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
