package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.util.Optional;

/// What the runs did and do.
@DrivingPort
public interface ReviewSyncRuns {

  /// Newest first; of one CRM, or of all.
  Slice<SyncRun> list(AgencyId agency, Optional<CrmProvider> provider, Slice.Request request);

  /// The run in progress, else the latest.
  Optional<SyncRun> current(AgencyId agency, CrmProvider provider);

  static ReviewSyncRuns using(Transactions transactions, Stores stores) {
    return new ReviewingSyncRuns(transactions, stores.connections(), stores.runs());
  }
}
