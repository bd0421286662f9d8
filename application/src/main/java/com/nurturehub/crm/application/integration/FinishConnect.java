package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;

/// Connects the account that somebody signed in to at the CRM, when their browser comes back.
@DrivingPort
@FunctionalInterface
public interface FinishConnect {

  Outcome finish(AgencyId agency, Return back);

  /// @param browser what the browser was given when the sign-in began
  /// @param state what the CRM sent back with it
  record Return(CrmProvider provider, Secret browser, Secret state, Answer answer) {}

  /// What the CRM says.
  sealed interface Answer {

    record Allowed(Secret code) implements Answer {}

    record Denied() implements Answer {}
  }

  sealed interface Outcome {

    /// Somebody signed in; what came of it is the same as for an account that was typed.
    record SignedIn(ConnectCrm.Outcome outcome) implements Outcome {}

    /// Somebody did not agree, or could not.
    record Denied() implements Outcome {}

    /// Nothing was begun like this: not here, not in this browser, not lately, or it has ended.
    record NotBegun() implements Outcome {}
  }

  static FinishConnect using(
      SignIns signIns, Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new FinishingConnect(
        world.transactions(),
        signIns,
        crms,
        ConnectingCrm.using(stores, world, crms, lanes),
        world.clock());
  }
}
