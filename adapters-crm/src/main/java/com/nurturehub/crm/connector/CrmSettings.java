package com.nurturehub.crm.connector;

import com.nurturehub.crm.connector.reapit.ReapitSettings;
import java.util.Optional;

/// NurtureHub's registrations at the CRMs. A CRM without one cannot be connected.
public record CrmSettings(Optional<ReapitSettings> reapit) {

  public static CrmSettings none() {
    return new CrmSettings(Optional.empty());
  }

  public CrmSettings with(ReapitSettings registration) {
    return new CrmSettings(Optional.of(registration));
  }
}
