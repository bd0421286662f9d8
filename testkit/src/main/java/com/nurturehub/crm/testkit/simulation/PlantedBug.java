package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;

enum PlantedBug {
  NONE;

  Stores plantedIn(Stores stores) {
    return stores;
  }

  Transactions plantedIn(Transactions transactions) {
    return transactions;
  }

  CrmConnectors plantedIn(CrmConnectors crms) {
    return crms;
  }

  Lanes plantedIn(Lanes lanes) {
    return lanes;
  }
}
