package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.testkit.contract.CallBudgetContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryCallBudgetTest implements CallBudgetContract {

  private final CallBudget budget = new InMemoryCallBudget(Storage.CLOCK);

  @Override
  public CallBudget budget() {
    return budget;
  }
}
