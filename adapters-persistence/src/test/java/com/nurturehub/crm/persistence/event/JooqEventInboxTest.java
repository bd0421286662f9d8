package com.nurturehub.crm.persistence.event;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.EventInboxContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqEventInboxTest implements EventInboxContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
