package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;

/// The records that could not be taken, with what the CRM sent.
@DrivingPort
@FunctionalInterface
public interface ReviewQuarantine {

  /// Newest first.
  Slice<Quarantine.Entry> list(AgencyId agency, Slice.Request request);

  static ReviewQuarantine using(Transactions transactions, Quarantine quarantine) {
    return new ReviewingQuarantine(transactions, quarantine);
  }
}
