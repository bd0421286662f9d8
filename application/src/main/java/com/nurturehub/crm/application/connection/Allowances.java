package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.domain.connection.Connection;
import java.util.Optional;

/// The allowances of calls that connections draw on, alone or with others.
@DrivenPort
@FunctionalInterface
public interface Allowances {

  /// Empty where the CRM limits nothing.
  Optional<Allowance> of(Connection connection);
}
