package com.nurturehub.crm.persistence.connection;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.ApplicationTokensContract;
import com.nurturehub.crm.testkit.contract.Storage;

class TinkApplicationTokensTest implements ApplicationTokensContract {

  @Override
  public ApplicationTokens tokens() {
    var postgres = PostgresStorage.shared();
    postgres.transactions().apart(db -> db.execute("delete from application_token"));
    return new TinkApplicationTokens(postgres.transactions(), postgres.keysets(), Storage.CLOCK);
  }
}
