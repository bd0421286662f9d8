package com.nurturehub.crm.persistence.link;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.ContactLinksContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqContactLinksTest implements ContactLinksContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
