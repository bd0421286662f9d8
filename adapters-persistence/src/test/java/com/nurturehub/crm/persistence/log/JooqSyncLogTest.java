package com.nurturehub.crm.persistence.log;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.SyncLogContract;

class JooqSyncLogTest implements SyncLogContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
