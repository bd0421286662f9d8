package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;

/// Connects an agency's account at a CRM, and starts its first sync.
@DrivingPort
@FunctionalInterface
public interface ConnectCrm {

  Outcome connect(AgencyId agency, Request request);

  /// What somebody typed, by the names of the offer's fields, who it was, and whether they want to
  /// see first what would be written to the CRM. An account that was connected before keeps what it
  /// chose then, but for a preview it is asked for now.
  record Request(
      CrmProvider provider, Map<String, Secret> typed, String actor, boolean previewFirst) {

    public Request {
      typed = Map.copyOf(typed);
    }

    /// Without a preview.
    public Request(CrmProvider provider, Map<String, Secret> typed, String actor) {
      this(provider, typed, actor, false);
    }
  }

  sealed interface Outcome {

    /// The account is proved, its credentials are kept, and the first sync is on its way.
    record Connected(Connection connection) implements Outcome {}

    /// The CRM did not accept what was typed. `field` is the one to correct, or empty.
    record Refused(String field, String reason) implements Outcome {}

    /// The CRM does not answer; nothing was kept, try again later.
    record Unreachable(String reason) implements Outcome {}

    /// The account is connected by another agency.
    record AccountTaken() implements Outcome {}

    /// This CRM cannot be connected yet.
    record NotOffered() implements Outcome {}
  }

  static ConnectCrm using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return ConnectingCrm.using(stores, world, crms, lanes);
  }
}
