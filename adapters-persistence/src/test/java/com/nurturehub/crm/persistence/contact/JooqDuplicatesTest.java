package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.DuplicatesContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqDuplicatesTest implements DuplicatesContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
