package com.nurturehub.crm.persistence.sync;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.WorklistContract;

class JooqWorklistTest implements WorklistContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
