package com.nurturehub.crm.testkit;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;

/// A Reapit that lets everybody in and answers for itself; it sends no messages.
public interface TalkingReapit extends OnlyReapit, CRMConnector {

  @Override
  default CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    return this;
  }

  @Override
  default CRMConnector connectTo(Connection connection) {
    return this;
  }

  @Override
  default ChangeFeed subscribeToEvents(EventHandler handler) {
    return new ChangeFeed.PollingOnly();
  }
}
