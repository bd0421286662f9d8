package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;

/// Finds what an agency gave us for one of its connections, where the credentials are the agency's
/// own.
@FunctionalInterface
public interface Credentials {

  Map<String, Secret> of(Connection connection);
}
