package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;

record ReviewingApprovals(Transactions transactions, Approvals approvals)
    implements ReviewApprovals {

  @Override
  public Slice<Approvals.Question> open(AgencyId agency, Slice.Request request) {
    return transactions.in(agency, () -> approvals.open(request));
  }
}
