package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.alto.AltoApplication;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.reapit.ReapitApplication;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The CRMs we speak with over HTTP, each of them recovering. Street and Loop are not built yet.
public final class HttpCrmConnectors implements CrmConnectors, AutoCloseable {

  private final Optional<ReapitApplication> reapit;
  private final Optional<AltoApplication> alto;
  private final Recovery recovery;

  /// `chance` is asked by many threads at once.
  public HttpCrmConnectors(
      CrmSettings settings,
      ApplicationTokens tokens,
      PhoneNumbers numbers,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator chance) {
    this.reapit =
        settings
            .reapit()
            .map(known -> new ReapitApplication(known, tokens, numbers, clock, sleeper));
    this.alto =
        settings.alto().map(known -> new AltoApplication(known, tokens, numbers, clock, sleeper));
    this.recovery = new Recovery(sleeper, chance, clock);
  }

  @Override
  public Optional<Offer> offer(CrmProvider provider) {
    return switch (provider) {
      case REAPIT -> reapit.map(ReapitApplication::offer);
      case ALTO -> alto.map(AltoApplication::offer);
      case STREET, LOOP -> Optional.empty();
    };
  }

  @Override
  public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    return switch (provider) {
      case REAPIT -> recovery.around(registered(reapit, provider).claiming(typed));
      case ALTO -> recovery.around(registered(alto, provider).claiming(typed));
      case STREET, LOOP -> throw notBuilt(provider);
    };
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return switch (connection.provider()) {
      case REAPIT ->
          recovery.around(
              registered(reapit, connection.provider()).connectTo(connection.account()),
              connection.id().toString());
      case ALTO ->
          recovery.around(
              registered(alto, connection.provider()).connectTo(connection.account()),
              connection.id().toString());
      case STREET, LOOP -> throw notBuilt(connection.provider());
    };
  }

  @Override
  public void close() {
    reapit.ifPresent(ReapitApplication::close);
    alto.ifPresent(AltoApplication::close);
  }

  private static <T> T registered(Optional<T> application, CrmProvider provider) {
    return application.orElseThrow(() ->
        new CrmFailure.Persistent(
            FailureCause.MISCONFIGURED,
            "NurtureHub is not registered at %s here.".formatted(provider.title())));
  }

  private static CrmFailure notBuilt(CrmProvider provider) {
    return new CrmFailure.Persistent(
        FailureCause.MISCONFIGURED,
        "NurtureHub cannot connect to %s yet.".formatted(provider.title()));
  }
}
