package com.nurturehub.crm.persistence.event;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.SubscriptionsContract;

class JooqSubscriptionsTest implements SubscriptionsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
