package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.http.BoundedHttp;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.InFlight;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.http.Throttle;
import com.nurturehub.crm.connector.http.Throttled;
import com.nurturehub.crm.connector.http.TokenBucket;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Street for all companies: they share a client, each has its own token and its own limits.
public final class StreetApplication implements AutoCloseable {

  private static final String TITLE = "Street";
  private static final int DETAILS_MAX = 50;
  private static final int SECONDS = 60;

  private final StreetSettings settings;
  private final PhoneNumbers numbers;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final BoundedHttp http;
  private final Exchange exchange;
  private final Map<String, Exchange> byAccount = new ConcurrentHashMap<>();

  public StreetApplication(
      StreetSettings settings, PhoneNumbers numbers, InstantSource clock, Sleeper sleeper) {
    this(settings, numbers, clock, sleeper, UnaryOperator.identity());
  }

  /// `watching` sees every call as it goes out.
  StreetApplication(
      StreetSettings settings,
      PhoneNumbers numbers,
      InstantSource clock,
      Sleeper sleeper,
      UnaryOperator<Exchange> watching) {
    this.settings = settings;
    this.numbers = numbers;
    this.clock = clock;
    this.sleeper = sleeper;
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
    this.exchange = watching.apply(http);
  }

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
                + " start Street's own automations, so that is off until you switch it on."));
  }

  /// A connector for a token that somebody typed.
  public CRMConnector claiming(Map<String, Secret> typed) {
    return connector(StreetAuth.of(typed), limited());
  }

  /// A connector for a connected company.
  public CRMConnector connectTo(String connection, Map<String, Secret> credentials) {
    return connector(
        StreetAuth.of(credentials), byAccount.computeIfAbsent(connection, _ -> limited()));
  }

  private CRMConnector connector(StreetAuth auth, Exchange exchange) {
    var api = new StreetApi(settings, exchange, auth, clock);
    var mapping = new StreetMapping(numbers, settings.categories(), settings.writing());
    return new StreetConnector(api, new StreetTaking(mapping), sleeper);
  }

  /// Reads and writes are limited apart; together they are only so many at once.
  private Exchange limited() {
    var pace = settings.pace();
    var atOnce =
        pace.atOnce() == 0 ? Throttle.none() : new InFlight(pace.atOnce(), pace.patience(), clock);
    var reads = new Throttled(exchange, atOnce.and(evenly(pace.readsPerMinute())), Duration.ZERO);
    var writes = new Throttled(exchange, atOnce.and(evenly(pace.writesPerMinute())), Duration.ZERO);
    return (CrmRequest request) -> (request.writes() ? writes : reads).exchange(request);
  }

  private Throttle evenly(int perMinute) {
    return perMinute == 0
        ? Throttle.none()
        : new TokenBucket(
            perMinute, settings.pace().burst(), settings.pace().patience(), clock, sleeper);
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
