package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;

record ReviewingQuarantine(Transactions transactions, Quarantine quarantine)
    implements ReviewQuarantine {

  @Override
  public Slice<Quarantine.Entry> list(AgencyId agency, Slice.Request request) {
    return transactions.in(agency, () -> quarantine.list(request));
  }
}
