package com.nurturehub.crm.persistence.alert;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.AlertsContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqAlertsTest implements AlertsContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
