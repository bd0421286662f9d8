package com.nurturehub.crm.testkit.contract;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.testkit.Times;
import java.time.InstantSource;

/// Everything one technology keeps, for signing the contracts of the stores. It need not be empty:
/// each test uses agencies and connections of its own.
public interface Storage {

  /// It is nine o'clock. Give this to whatever asks for the time.
  InstantSource CLOCK = InstantSource.fixed(Times.NINE);

  Stores stores();

  Transactions transactions();

  LaneLedger ledger();
}
