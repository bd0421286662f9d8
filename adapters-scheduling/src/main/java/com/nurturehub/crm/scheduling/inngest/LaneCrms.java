package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Optional;

/// Which CRM a lane leads to. It is asked outside of transactions.
@FunctionalInterface
public interface LaneCrms {

  /// Empty for a lane without a connection, which has no work.
  Optional<CrmProvider> of(ConnectionId lane);
}
