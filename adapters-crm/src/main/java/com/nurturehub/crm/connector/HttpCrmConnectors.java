package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.connection.Allowances;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CallBudget.Rank;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.WebhookVerifiers;
import com.nurturehub.crm.connector.http.Calling;
import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The CRMs we speak with over HTTP, each of them recovering, and their messages to us.
public final class HttpCrmConnectors
    implements CrmConnectors, Allowances, WebhookVerifiers, AutoCloseable {

  private final Map<CrmProvider, CrmApplication> applications = new EnumMap<>(CrmProvider.class);
  private final Recovery recovery;

  /// `chance` is asked by many threads at once.
  public HttpCrmConnectors(
      Collection<? extends CrmRegistration> registrations,
      Surroundings world,
      RandomGenerator chance) {
    for (var registration : registrations) {
      applications.put(registration.provider(), registration.open(world));
    }
    this.recovery = new Recovery(world.sleeper(), chance, world.clock());
  }

  @Override
  public Optional<Offer> offer(CrmProvider provider) {
    return Optional.ofNullable(applications.get(provider)).map(CrmApplication::offer);
  }

  @Override
  public Optional<CrmSignIn> signIn(CrmProvider provider) {
    return Optional.ofNullable(applications.get(provider))
        .flatMap(CrmApplication::signIn)
        .map(plain -> new RecoveringSignIn(plain, recovery));
  }

  @Override
  public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
    return recovery.around(urgent(application(provider).claiming(typed)));
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    var plain = application(connection.provider()).connectTo(connection);
    return recovery.around(
        new RankedConnector(plain, Optional.of(connection.agency())), connection.id().toString());
  }

  /// Somebody waits for it.
  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> feed) {
    var application = application(connection.provider());
    var calling = new Calling(Optional.of(connection.agency()), Rank.PUSH);
    recovery.run(() ->
        calling.during(() -> {
          application.letGo(connection, feed);
          return true;
        }));
  }

  @Override
  public Verdict verify(RawDelivery delivery) {
    return Optional.ofNullable(applications.get(delivery.provider()))
        .map(application -> application.verify(delivery))
        .orElseGet(Verdict.NotOffered::new);
  }

  @Override
  public Optional<Allowance> of(Connection connection) {
    return Optional.ofNullable(applications.get(connection.provider()))
        .flatMap(application -> application.allowance(connection));
  }

  /// Somebody waits for it, of an agency nobody knows yet.
  private static CRMConnector urgent(CRMConnector plain) {
    return new RankedConnector(plain, Optional.empty());
  }

  @Override
  public void close() {
    applications.values().forEach(CrmApplication::close);
  }

  /// A code is good for one try, so only what comes after it recovers.
  private record RecoveringSignIn(CrmSignIn plain, Recovery recovery) implements CrmSignIn {

    @Override
    public URI address(Secret state, Secret verifier) {
      return plain.address(state, verifier);
    }

    @Override
    public CRMConnector claiming(Secret code, Secret verifier) {
      return recovery.around(urgent(plain.claiming(code, verifier)));
    }
  }

  private CrmApplication application(CrmProvider provider) {
    var application = applications.get(provider);
    if (application == null) {
      throw new CrmFailure.Persistent(
          FailureCause.MISCONFIGURED,
          "NurtureHub is not registered at %s here.".formatted(provider.title()));
    }
    return application;
  }
}
