package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The CRM accounts of a run.
record SimCrms(
    Map<String, SimCrm> accounts, Supplier<Faults> faults, Baton baton, RandomGenerator chance)
    implements CrmConnectors {

  @Override
  public Optional<Offer> offer(CrmProvider provider) {
    return Arrays.stream(CrmModel.values())
        .filter(model -> model.provider() == provider)
        .findFirst()
        .map(model -> new Offer(model.capabilities(), List.of(), "", Optional.empty()));
  }

  @Override
  public Optional<CrmSignIn> signIn(CrmProvider provider) {
    return Optional.empty();
  }

  @Override
  public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    var account = Optional.ofNullable(typed.get("account")).orElseThrow().reveal();
    return connector(new AccountIdentity(account));
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return connector(connection.account());
  }

  /// Nothing is registered there.
  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> feed) {}

  private CRMConnector connector(AccountIdentity account) {
    var crm = Optional.ofNullable(accounts.get(account.value())).orElseThrow();
    return new SimConnector(crm, account, faults, baton, chance);
  }
}
