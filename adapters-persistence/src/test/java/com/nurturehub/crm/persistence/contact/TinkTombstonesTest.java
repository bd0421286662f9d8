package com.nurturehub.crm.persistence.contact;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.TombstonesContract;

class TinkTombstonesTest implements TombstonesContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
