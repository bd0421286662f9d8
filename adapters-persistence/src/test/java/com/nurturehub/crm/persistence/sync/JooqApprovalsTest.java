package com.nurturehub.crm.persistence.sync;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.ApprovalsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqApprovalsTest implements ApprovalsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
