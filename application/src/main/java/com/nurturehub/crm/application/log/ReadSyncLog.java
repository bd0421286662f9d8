package com.nurturehub.crm.application.log;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.log.SyncEvent;

/// What happened between the agency and its CRMs, the newest first.
@DrivingPort
@FunctionalInterface
public interface ReadSyncLog {

  Slice<SyncEvent> list(AgencyId agency, SyncLog.Filter filter, Slice.Request request);

  static ReadSyncLog using(Transactions transactions, SyncLog log) {
    return (agency, filter, request) -> transactions.in(agency, () -> log.list(filter, request));
  }
}
