package com.nurturehub.crm.api.identity;

import static com.nurturehub.crm.api.identity.NotPermitted.Why.AGENCY_NOT_PERMITTED;
import static com.nurturehub.crm.api.identity.NotPermitted.Why.SCOPE_MISSING;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Set;

/// Who is calling, for whom, and what they may do. `actor` is how the audit trail names them.
public record Identity(String actor, Reach reach, Set<Scope> scopes) {

  public Identity {
    scopes = Set.copyOf(scopes);
  }

  /// The agency a request names, once it is sure that the caller may act for it.
  ///
  /// @throws NotPermitted when they may not
  public AgencyId actingFor(String agency, Scope scope) {
    need(scope);
    var named = named(agency);
    if (!reach.covers(named)) {
      throw new NotPermitted(AGENCY_NOT_PERMITTED, "This token may not act for that agency.");
    }
    return named;
  }

  /// The agency that follows from the caller alone.
  ///
  /// @throws NotPermitted when none does
  public AgencyId acting(Scope scope) {
    need(scope);
    return reach
        .only()
        .orElseThrow(() ->
            new NotPermitted(AGENCY_NOT_PERMITTED, "This token does not name exactly one agency."));
  }

  private void need(Scope scope) {
    if (!scopes.contains(scope)) {
      throw new NotPermitted(SCOPE_MISSING, "This needs the scope %s.".formatted(scope.word()));
    }
  }

  private static AgencyId named(String agency) {
    try {
      return new AgencyId(agency);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("agency", "is " + e.getMessage());
    }
  }
}
