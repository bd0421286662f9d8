package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;

/// Lets go of a CRM account: its credentials are forgotten and its lane is stopped; contacts, links
/// and the audit trail stay. What was still to be told the CRM is set aside, where a person can see
/// it. What the CRM knows of us is taken back there first; where that fails, it is disconnected all
/// the same, and an alert says what to take back by hand.
@DrivingPort
@FunctionalInterface
public interface DisconnectCrm {

  Outcome disconnect(AgencyId agency, CrmProvider provider, String actor);

  sealed interface Outcome {

    record Disconnected(Connection connection, long contactsKept, long pushesSetAside)
        implements Outcome {}

    record NotConnected() implements Outcome {}
  }

  static DisconnectCrm using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new DisconnectingCrm(
        world.transactions(),
        stores.connections(),
        stores.links(),
        stores.vault(),
        stores.outbox(),
        stores.runs(),
        stores.inbox(),
        stores.subscriptions(),
        stores.audit(),
        crms,
        new Alarm(stores.alerts(), world.ids(), world.clock()),
        lanes,
        world.ids(),
        world.clock());
  }
}
