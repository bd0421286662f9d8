package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.testkit.contract.CredentialVaultContract;
import com.nurturehub.crm.testkit.contract.Storage;

class InMemoryCredentialVaultTest implements CredentialVaultContract {

  private final Storage storage = InMemoryStorage.quiet(Storage.CLOCK);

  @Override
  public Storage storage() {
    return storage;
  }
}
