package com.nurturehub.crm.application.lane;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;

/// Sees to it that a lane is worked: now, or at a time. Joins the caller's transaction, so that
/// what rolls back wakes nobody.
@DrivenPort
public interface Lanes {

  void open(ConnectionId connection, AgencyId agency);

  void wake(ConnectionId connection);

  void wakeAt(ConnectionId connection, Instant due);

  /// Sees to it that a lane that backs off goes on by then, unless its CRM asked for a longer
  /// pause.
  void hurry(ConnectionId connection, Instant latest);

  void retire(ConnectionId connection);
}
