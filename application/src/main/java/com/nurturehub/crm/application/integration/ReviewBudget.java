package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.Allowances;
import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CallBudget.Usage;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How much of what the CRMs let us ask is used, by this agency and altogether, and when a first
/// sync ends at this rate.
@DrivingPort
@FunctionalInterface
public interface ReviewBudget {

  /// One for each connected CRM that limits us, in the order of the providers.
  List<Budget> list(AgencyId agency);

  record Budget(
      CrmProvider provider, Allowance allowance, Usage usage, Optional<Instant> firstSyncEnds) {

    /// What is left of the day, where the day is limited.
    public OptionalLong leftToday() {
      return allowance.perDay() == 0
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, allowance.perDay() - usage.used()));
    }
  }

  static ReviewBudget using(Stores stores, World world, Allowances allowances, CallBudget budget) {
    return new ReviewingBudget(
        world.transactions(),
        stores.connections(),
        stores.runs(),
        allowances,
        budget,
        world.clock());
  }
}
