package com.nurturehub.crm.persistence.connection;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.CredentialVaultContract;
import com.nurturehub.crm.testkit.contract.Storage;

class TinkCredentialVaultTest implements CredentialVaultContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
