package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.event.Subscription;

/// Which CRMs tell us of their changes.
@DrivenPort
public interface Subscriptions {

  /// One that nothing is known of, where nothing is kept.
  Subscription of(ConnectionId connection);

  void keep(Subscription subscription);
}
