package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.RequestsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqRequestsTest implements RequestsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
