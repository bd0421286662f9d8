package com.nurturehub.crm.persistence.lane;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.LaneLedgerContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqLaneLedgerTest implements LaneLedgerContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
