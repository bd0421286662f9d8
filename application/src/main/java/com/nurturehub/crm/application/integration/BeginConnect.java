package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.FreshSecrets;
import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.time.Instant;

/// Begins to connect an agency's account by the CRM's own sign-in.
@DrivingPort
@FunctionalInterface
public interface BeginConnect {

  Outcome begin(AgencyId agency, Request request);

  /// Who asks, and whether they want to see first what would be written to the CRM.
  record Request(CrmProvider provider, String actor, boolean previewFirst) {}

  sealed interface Outcome {

    /// The browser goes to `address`, and is to bring `browser` with it when it comes back: the
    /// sign-in counts in that browser only, and until then.
    record Begun(URI address, Secret browser, Instant until) implements Outcome {}

    /// This CRM is not connected by a sign-in here.
    record NotOffered() implements Outcome {}
  }

  static BeginConnect using(
      SignIns signIns, World world, CrmConnectors crms, FreshSecrets secrets) {
    return new BeginningConnect(world.transactions(), signIns, crms, secrets, world.clock());
  }
}
