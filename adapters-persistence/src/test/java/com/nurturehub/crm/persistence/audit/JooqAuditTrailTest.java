package com.nurturehub.crm.persistence.audit;

import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.testkit.contract.AuditTrailContract;
import com.nurturehub.crm.testkit.contract.Storage;

class JooqAuditTrailTest implements AuditTrailContract {

  @Override
  public Storage storage() {
    return PostgresStorage.shared();
  }
}
