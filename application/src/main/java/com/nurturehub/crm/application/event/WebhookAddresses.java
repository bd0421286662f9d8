package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.domain.connection.Connection;
import java.util.Optional;

/// Where CRMs can reach us.
@DrivenPort
@FunctionalInterface
public interface WebhookAddresses {

  /// Empty where nobody can.
  Optional<EventHandler> of(Connection connection);
}
