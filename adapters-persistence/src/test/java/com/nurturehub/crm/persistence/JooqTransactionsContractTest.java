package com.nurturehub.crm.persistence;

import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.contract.TransactionsContract;

class JooqTransactionsContractTest implements TransactionsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
