package com.nurturehub.crm.testkit;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Agencies to test with, and their connections.
public final class Agencies {

  private Agencies() {}

  public static AgencyId acme() {
    return new AgencyId("acme");
  }

  public static AgencyId bolt() {
    return new AgencyId("bolt");
  }

  /// The one connection of an agency to a CRM, working, with the settings nobody has changed.
  public static Connection connected(AgencyId agency, CrmProvider provider) {
    return connected(agency, provider, "%s-%s".formatted(provider.key(), agency));
  }

  /// The same, with this account.
  public static Connection connected(AgencyId agency, CrmProvider provider, String account) {
    return new Connection(
        new ConnectionId(UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8))),
        agency,
        provider,
        new AccountIdentity(account),
        ConnectionState.ACTIVE,
        ConnectionSettings.DEFAULT,
        Duration.ZERO,
        Times.SEVEN,
        Optional.empty());
  }
}
