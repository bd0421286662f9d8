package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;

/// What the firewalls ask, while nobody has answered.
@DrivingPort
@FunctionalInterface
public interface ReviewApprovals {

  /// Newest first.
  Slice<Approvals.Question> open(AgencyId agency, Slice.Request request);

  static ReviewApprovals using(Transactions transactions, Approvals approvals) {
    return new ReviewingApprovals(transactions, approvals);
  }
}
