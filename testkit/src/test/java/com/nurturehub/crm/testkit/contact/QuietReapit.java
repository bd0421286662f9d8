package com.nurturehub.crm.testkit.contact;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.testkit.OnlyReapit;
import java.util.Map;

/// Nobody calls it.
final class QuietReapit implements OnlyReapit {

  @Override
  public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    throw new AssertionError("nobody connects here");
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    throw new AssertionError("nobody is told here");
  }
}
