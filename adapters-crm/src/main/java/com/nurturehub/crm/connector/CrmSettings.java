package com.nurturehub.crm.connector;

import com.nurturehub.crm.connector.alto.AltoSettings;
import com.nurturehub.crm.connector.loop.LoopSettings;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import com.nurturehub.crm.connector.street.StreetSettings;
import java.util.Optional;

/// NurtureHub's registrations at the CRMs, and where CRMs are that need none. A CRM that is not in
/// here cannot be connected.
public record CrmSettings(
    Optional<ReapitSettings> reapit,
    Optional<AltoSettings> alto,
    Optional<StreetSettings> street,
    Optional<LoopSettings> loop) {

  public static CrmSettings none() {
    return new CrmSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public CrmSettings with(ReapitSettings registration) {
    return new CrmSettings(Optional.of(registration), alto, street, loop);
  }

  public CrmSettings with(AltoSettings registration) {
    return new CrmSettings(reapit, Optional.of(registration), street, loop);
  }

  public CrmSettings with(StreetSettings chosen) {
    return new CrmSettings(reapit, alto, Optional.of(chosen), loop);
  }

  public CrmSettings with(LoopSettings chosen) {
    return new CrmSettings(reapit, alto, street, Optional.of(chosen));
  }
}
