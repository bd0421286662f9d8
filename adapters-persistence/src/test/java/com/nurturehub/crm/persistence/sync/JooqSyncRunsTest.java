package com.nurturehub.crm.persistence.sync;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.SyncRunsContract;

class JooqSyncRunsTest implements SyncRunsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
