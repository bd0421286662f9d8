package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.alto.AltoApplication;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.loop.LoopApplication;
import com.nurturehub.crm.connector.reapit.ReapitApplication;
import com.nurturehub.crm.connector.street.StreetApplication;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The CRMs we speak with over HTTP, each of them recovering.
public final class HttpCrmConnectors implements CrmConnectors, AutoCloseable {

  private final Optional<ReapitApplication> reapit;
  private final Optional<AltoApplication> alto;
  private final Optional<StreetApplication> street;
  private final Optional<LoopApplication> loop;
  private final Credentials credentials;
  private final Recovery recovery;

  /// `chance` is asked by many threads at once.
  public HttpCrmConnectors(
      CrmSettings settings,
      ApplicationTokens tokens,
      Credentials credentials,
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
    this.street =
        settings.street().map(known -> new StreetApplication(known, numbers, clock, sleeper));
    this.loop = settings.loop().map(known -> new LoopApplication(known, numbers, clock, sleeper));
    this.credentials = credentials;
    this.recovery = new Recovery(sleeper, chance, clock);
  }

  @Override
  public Optional<Offer> offer(CrmProvider provider) {
    return switch (provider) {
      case REAPIT -> reapit.map(ReapitApplication::offer);
      case ALTO -> alto.map(AltoApplication::offer);
      case STREET -> street.map(StreetApplication::offer);
      case LOOP -> loop.map(LoopApplication::offer);
    };
  }

  @Override
  public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    return switch (provider) {
      case REAPIT -> recovery.around(registered(reapit, provider).claiming(typed));
      case ALTO -> recovery.around(registered(alto, provider).claiming(typed));
      case STREET -> recovery.around(registered(street, provider).claiming(typed));
      case LOOP -> recovery.around(registered(loop, provider).claiming(typed));
    };
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return recovery.around(plain(connection), connection.id().toString());
  }

  private CRMConnector plain(Connection connection) {
    var provider = connection.provider();
    return switch (provider) {
      case REAPIT -> registered(reapit, provider).connectTo(connection.account());
      case ALTO -> registered(alto, provider).connectTo(connection.account());
      case STREET ->
          registered(street, provider)
              .connectTo(connection.id().toString(), credentials.of(connection));
      case LOOP ->
          registered(loop, provider)
              .connectTo(connection.id().toString(), credentials.of(connection));
    };
  }

  @Override
  public void close() {
    reapit.ifPresent(ReapitApplication::close);
    alto.ifPresent(AltoApplication::close);
    street.ifPresent(StreetApplication::close);
    loop.ifPresent(LoopApplication::close);
  }

  private static <T> T registered(Optional<T> application, CrmProvider provider) {
    return application.orElseThrow(() ->
        new CrmFailure.Persistent(
            FailureCause.MISCONFIGURED,
            "NurtureHub is not registered at %s here.".formatted(provider.title())));
  }
}
