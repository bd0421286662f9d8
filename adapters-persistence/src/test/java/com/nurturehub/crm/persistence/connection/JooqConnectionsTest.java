package com.nurturehub.crm.persistence.connection;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.ConnectionsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqConnectionsTest implements ConnectionsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
