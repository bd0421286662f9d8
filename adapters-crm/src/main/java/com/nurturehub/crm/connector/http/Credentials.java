package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;

/// Finds what an agency gave us for one of its connections, where the credentials are the agency's
/// own.
@FunctionalInterface
public interface Credentials {

  /// Nothing for a connection that is not there.
  Map<String, Secret> of(CrmProvider provider, ConnectionId connection);
}
