package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.UUID;

/// Tries a set-aside push or a quarantined record again, now.
@DrivingPort
@FunctionalInterface
public interface Retry {

  /// What the id named and what happens now.
  Outcome retry(AgencyId agency, UUID id);

  enum Outcome {
    PUSH_QUEUED,
    RECORD_WILL_BE_READ,
    NOTHING_TO_RETRY
  }
}
