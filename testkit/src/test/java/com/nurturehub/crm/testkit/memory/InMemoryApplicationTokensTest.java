package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.testkit.contract.ApplicationTokensContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryApplicationTokensTest implements ApplicationTokensContract {

  private final ApplicationTokens tokens =
      new InMemoryApplicationTokens(new InMemoryDatabase(), Storage.CLOCK);

  @Override
  public ApplicationTokens tokens() {
    return tokens;
  }
}
