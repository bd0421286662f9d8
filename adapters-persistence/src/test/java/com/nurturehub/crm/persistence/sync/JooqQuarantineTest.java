package com.nurturehub.crm.persistence.sync;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.QuarantineContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqQuarantineTest implements QuarantineContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
