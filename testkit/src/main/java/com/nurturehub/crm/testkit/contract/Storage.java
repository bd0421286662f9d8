package com.nurturehub.crm.testkit.contract;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;

/// Everything one technology keeps, for signing the contracts of the stores. It need not be empty:
/// each test uses agencies and connections of its own.
public interface Storage {

  Stores stores();

  Transactions transactions();

  LaneLedger ledger();
}
