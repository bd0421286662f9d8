package com.nurturehub.crm.persistence.push;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.OutboxContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqOutboxTest implements OutboxContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
