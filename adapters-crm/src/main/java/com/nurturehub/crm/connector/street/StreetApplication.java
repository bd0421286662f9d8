package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.http.BoundedHttp;
import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Pacing;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.connector.http.Throttled;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Street for all companies: they share a client, each has its own token and its own limits.
public final class StreetApplication implements CrmApplication {

  private static final String TITLE = "Street";
  private static final int DETAILS_MAX = 50;
  private static final int SECONDS = 60;

  private final StreetSettings settings;
  private final Surroundings world;
  private final BoundedHttp http;
  private final Exchange exchange;
  private final Map<ConnectionId, Exchange> byAccount = new ConcurrentHashMap<>();

  StreetApplication(StreetSettings settings, Surroundings world) {
    this.settings = settings;
    this.world = world;
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
    this.exchange = world.wire().apply(http);
  }

  @Override
  public Offer offer() {
    return new Offer(
        capabilities(),
        List.of(
            new Field(
                StreetAuth.TOKEN,
                "Open API token",
                "Shown once, when the application is created in Street",
                true)),
        "In Street, a company admin opens Settings > Account Administration > Applications, creates"
            + " an application for the Open API (not the Property Feed), and copies its token.",
        Optional.of(
            "Street lets NurtureHub change names, consent and contact preferences. E-mail addresses,"
                + " phone numbers, addresses and categories changed in NurtureHub have to be changed"
                + " in Street by hand. New people can be sent to Street only as enquiries, which may"
                + " start Street's own automations, so that is off until you switch it on."),
        Optional.empty(),
        "In Street, open Settings > Account Administration, and remove NurtureHub's application"
            + " under Applications and its endpoint under Webhooks.");
  }

  @Override
  public CRMConnector claiming(Map<String, Secret> typed) {
    return connector(
        StreetAuth.of(typed), limited(Pacing.alone(world.clock(), world.sleeper()), ""));
  }

  @Override
  public Optional<CrmSignIn> signIn() {
    return Optional.empty();
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return connector(
        StreetAuth.of(given(connection.id())),
        byAccount.computeIfAbsent(connection.id(), id -> limited(world.pacing(), id.toString())));
  }

  /// Street has no call for either the token or the webhook; a person made both.
  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> feed) {}

  @Override
  public Verdict verify(RawDelivery delivery) {
    return StreetWebhooks.connection(delivery.address())
        .map(connection ->
            StreetWebhooks.verify(delivery, given(connection), settings, world.clock().instant()))
        .orElseGet(Verdict.Forged::new);
  }

  private Map<String, Secret> given(ConnectionId connection) {
    return world.credentials().of(CrmProvider.STREET, connection);
  }

  private CRMConnector connector(StreetAuth auth, Exchange exchange) {
    var api = new StreetApi(settings, exchange, auth, world.clock());
    var mapping = new StreetMapping(world.numbers(), settings.categories(), settings.writing());
    return new StreetConnector(api, new StreetTaking(mapping), world.sleeper());
  }

  /// Reads and writes are limited apart; together they are only so many at once.
  private Exchange limited(Pacing pacing, String account) {
    var pace = settings.pace();
    var atOnce =
        pacing.atOnce(
            "street " + account, pace.atOnce(), settings.bounds().call(), pace.patience());
    var reading =
        pacing.perMinute(reads(account), pace.readsPerMinute(), pace.burst(), pace.patience());
    var writing =
        pacing.perMinute(
            "street writes " + account, pace.writesPerMinute(), pace.burst(), pace.patience());
    var reads = new Throttled(exchange, atOnce.and(reading), Duration.ZERO);
    var writes = new Throttled(exchange, atOnce.and(writing), Duration.ZERO);
    return (CrmRequest request) -> (request.writes() ? writes : reads).exchange(request);
  }

  /// What a company's token may read, which is what a sync needs; writes are apart.
  @Override
  public Optional<Allowance> allowance(Connection connection) {
    var pace = settings.pace();
    return pace.readsPerMinute() == 0
        ? Optional.empty()
        : Optional.of(
            Allowance.perMinute(
                reads(connection.id().toString()), pace.readsPerMinute(), pace.burst()));
  }

  private static String reads(String account) {
    return "street reads " + account;
  }

  /// What is read and cannot be written is for a person to change in Street. Deleted people are
  /// listed; what is deleted for good is found only by a full pass.
  public Capabilities capabilities() {
    var channels = Set.of(Channel.values());
    return new Capabilities(
        EnumSet.allOf(ContactField.class),
        EnumSet.of(ContactField.TITLE, ContactField.FORENAME, ContactField.SURNAME),
        channels,
        channels,
        false,
        EnumSet.allOf(SignalKind.class),
        true,
        true,
        true,
        true,
        Guard.READ_COMPARE_WRITE,
        Map.of(),
        DETAILS_MAX,
        DETAILS_MAX,
        settings.categories().places(),
        new RateLimits(settings.pace().readsPerMinute() / SECONDS, 0, settings.pace().atOnce()));
  }

  @Override
  public void close() {
    http.close();
  }
}
