package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.ContactsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqContactsTest implements ContactsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
