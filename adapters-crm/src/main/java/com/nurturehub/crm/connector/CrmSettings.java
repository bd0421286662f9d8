package com.nurturehub.crm.connector;

import com.nurturehub.crm.connector.alto.AltoSettings;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import java.util.Optional;

/// NurtureHub's registrations at the CRMs. A CRM without one cannot be connected.
public record CrmSettings(Optional<ReapitSettings> reapit, Optional<AltoSettings> alto) {

  public static CrmSettings none() {
    return new CrmSettings(Optional.empty(), Optional.empty());
  }

  public CrmSettings with(ReapitSettings registration) {
    return new CrmSettings(Optional.of(registration), alto);
  }

  public CrmSettings with(AltoSettings registration) {
    return new CrmSettings(reapit, Optional.of(registration));
  }
}
