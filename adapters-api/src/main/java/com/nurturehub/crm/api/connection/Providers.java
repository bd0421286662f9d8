package com.nurturehub.crm.api.connection;

import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells the CRM behind a connection. A connection never changes its CRM, so what was learnt once
/// is remembered.
public final class Providers {

  private static final int REMEMBERED_MAX = 100_000;

  private final ListIntegrations integrations;
  private final Map<ConnectionId, CrmProvider> remembered = new ConcurrentHashMap<>();

  public Providers(ListIntegrations integrations) {
    this.integrations = integrations;
  }

  /// Those of the agency's connections that there are.
  public Map<ConnectionId, CrmProvider> of(AgencyId agency, Collection<ConnectionId> connections) {
    if (!remembered.keySet().containsAll(connections)) {
      learn(agency);
    }
    var providers = new HashMap<ConnectionId, CrmProvider>();
    for (var connection : connections) {
      var provider = remembered.get(connection);
      if (provider != null) {
        providers.put(connection, provider);
      }
    }
    return providers;
  }

  private void learn(AgencyId agency) {
    if (remembered.size() > REMEMBERED_MAX) {
      remembered.clear();
    }
    for (var integration : integrations.list(agency)) {
      integration
          .connection()
          .ifPresent(connection -> remembered.put(connection.id(), integration.provider()));
    }
  }
}
