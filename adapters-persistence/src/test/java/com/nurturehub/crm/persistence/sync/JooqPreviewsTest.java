package com.nurturehub.crm.persistence.sync;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.PreviewsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqPreviewsTest implements PreviewsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
