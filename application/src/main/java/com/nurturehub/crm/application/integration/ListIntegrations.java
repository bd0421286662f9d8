package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.domain.link.InSync;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How each supported CRM stands for an agency, connected or not, in a fixed order.
@DrivingPort
@FunctionalInterface
public interface ListIntegrations {

  List<Integration> list(AgencyId agency);

  default Integration one(AgencyId agency, CrmProvider provider) {
    return list(agency).stream()
        .filter(integration -> integration.provider() == provider)
        .findFirst()
        .orElseThrow();
  }

  /// `offer` is empty for a CRM that is not built yet. `linked` counts the contacts tied to this
  /// CRM, and `inSync` those of them provably in sync, once a complete pass has looked at all.
  record Integration(
      CrmProvider provider,
      Optional<CrmConnectors.Offer> offer,
      Optional<Connection> connection,
      Health health,
      String healthReason,
      Optional<SyncRun.Running> running,
      Optional<SyncRun> lastRun,
      Optional<Instant> nextSyncAt,
      long linked,
      Optional<InSync> inSync,
      long quarantined,
      Optional<Messages> messages,
      Optional<Parting> parting,
      List<Alert.Open> alerts) {

    public boolean isConnected() {
      return connection.filter(c -> c.state() != ConnectionState.DISCONNECTED).isPresent();
    }
  }

  /// What the CRM tells us by itself: how that stands, when it last did, and how many messages have
  /// still to be worked off.
  record Messages(Subscription subscription, Optional<Instant> lastAt, long waiting) {}

  /// What disconnecting would mean: contacts stay, pushes that wait are set aside, and what
  /// `afterwards` says is for a person to do at the CRM.
  record Parting(long contactsKept, long pushesWaiting, String afterwards) {}

  enum Health {
    /// Not connected, so there is nothing to be ill.
    NONE,
    GREEN,
    AMBER,
    RED
  }

  static ListIntegrations using(Stores stores, World world, CrmConnectors crms) {
    return new ListingIntegrations(
        world.transactions(),
        stores.connections(),
        stores.links(),
        stores.runs(),
        stores.quarantine(),
        stores.outbox(),
        stores.alerts(),
        stores.inbox(),
        stores.subscriptions(),
        crms);
  }
}
