package com.nurturehub.crm.persistence.connection;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.CallBudgetContract;

class JooqCallBudgetTest implements CallBudgetContract {

  @Override
  public CallBudget budget() {
    return new JooqCallBudget(PostgresStorage.shared().transactions());
  }
}
