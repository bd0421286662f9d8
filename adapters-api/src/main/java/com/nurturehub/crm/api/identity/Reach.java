package com.nurturehub.crm.api.identity;

import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Optional;
import java.util.Set;

/// The agencies somebody may act for.
public sealed interface Reach {

  boolean covers(AgencyId agency);

  /// The agency that is meant where none was named.
  Optional<AgencyId> only();

  static Reach of(AgencyId agency) {
    return new These(Set.of(agency));
  }

  /// These and no others.
  record These(Set<AgencyId> agencies) implements Reach {

    public These {
      agencies = Set.copyOf(agencies);
    }

    @Override
    public boolean covers(AgencyId agency) {
      return agencies.contains(agency);
    }

    @Override
    public Optional<AgencyId> only() {
      return agencies.size() == 1 ? agencies.stream().findFirst() : Optional.empty();
    }
  }

  /// Every agency there is, for NurtureHub's own services.
  record Every() implements Reach {

    @Override
    public boolean covers(AgencyId agency) {
      return true;
    }

    @Override
    public Optional<AgencyId> only() {
      return Optional.empty();
    }
  }
}
