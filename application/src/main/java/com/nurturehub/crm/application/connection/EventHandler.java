package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.domain.connection.ConnectionId;
import java.net.URI;

/// Where a CRM shall deliver its messages for one connection. `address` is the same for all
/// accounts at that CRM, for messages that name theirs.
public record EventHandler(URI address, ConnectionId connection) {

  /// That connection's alone.
  public URI ownAddress() {
    return URI.create(address + "/" + connection);
  }
}
