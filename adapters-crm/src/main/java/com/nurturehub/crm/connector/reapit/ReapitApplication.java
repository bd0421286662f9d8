package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.http.BoundedHttp;
import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.connector.http.Throttle;
import com.nurturehub.crm.connector.http.Throttled;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// NurtureHub's one registration at Reapit, which serves all customers: it shares a client, a token
/// and Reapit's limits, and hands out a connector per customer.
public final class ReapitApplication implements CrmApplication {

  private static final String TITLE = "Reapit";
  private static final String CODE = "customer";
  private static final String CODE_FORM = "[A-Za-z0-9][A-Za-z0-9-]{0,31}";
  private static final int DETAILS_MAX = 50;
  private static final Field CUSTOMER_CODE =
      new Field(CODE, "Reapit customer code", "A short code such as RES, or RES-OXFD", false);

  /// All customers draw on one allowance.
  private static final String SCOPE = "reapit";

  private final ReapitSettings settings;
  private final Surroundings world;
  private final BoundedHttp http;
  private final Exchange exchange;
  private final ReapitAuth auth;
  private final Throttle perSecond;
  private final ReapitKeys keys;
  private final Map<String, Throttle> inFlight = new ConcurrentHashMap<>();

  ReapitApplication(ReapitSettings settings, Surroundings world) {
    this.settings = settings;
    this.world = world;
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
    this.exchange = world.wire().apply(http);
    this.auth = new ReapitAuth(settings, exchange, world.tokens(), world.clock());
    this.perSecond =
        world
            .pacing()
            .perSecond(
                SCOPE,
                settings.pace().limits().perSecond(),
                settings.pace().limits().perDay(),
                settings.pace().patience());
    this.keys =
        new ReapitKeys(
            settings,
            new Throttled(exchange, perSecond, settings.pace().lingering()),
            auth,
            world.clock());
  }

  @Override
  public Offer offer() {
    return new Offer(
        capabilities(),
        settings.believesTypedCodes() ? List.of(CUSTOMER_CODE) : List.of(),
        "Install NurtureHub in Reapit's AppMarket first (a Reapit administrator can). Then sign in"
            + " with Reapit Connect, so that Reapit tells NurtureHub which customer you are.",
        notice(),
        settings.signIn().map(_ -> "Sign in with Reapit"),
        "Uninstall NurtureHub in Reapit's AppMarket to end its access there too.");
  }

  private Optional<String> notice() {
    if (!settings.believesTypedCodes() && settings.signIn().isEmpty()) {
      return Optional.of(
          "Connecting to Reapit takes a sign-in with Reapit Connect, which is not set up here.");
    }
    return canWriteCategories()
        ? Optional.empty()
        : Optional.of(
            "Categories are read from Reapit; a category changed in NurtureHub has to be changed in"
                + " Reapit by hand.");
  }

  @Override
  public Optional<CrmSignIn> signIn() {
    return settings
        .signIn()
        .map(chosen -> new ReapitSignIn(settings, chosen, exchange, world.clock(), this::proved));
  }

  private CRMConnector proved(String code) {
    if (!code.matches(CODE_FORM)) {
      throw new CrmFailure.Persistent(
          FailureCause.CREDENTIALS_REFUSED, "Reapit did not say which customer signed in.");
    }
    return connector(code);
  }

  @Override
  public CRMConnector claiming(Map<String, Secret> typed) {
    if (!settings.believesTypedCodes()) {
      throw new CrmFailure.Persistent(
          FailureCause.CREDENTIALS_REFUSED,
          "A typed customer code proves nothing; sign in with Reapit Connect.");
    }
    var code = Optional.ofNullable(typed.get(CODE)).map(Secret::reveal).orElse("").strip();
    if (!code.matches(CODE_FORM)) {
      throw new CrmFailure.Persistent(
          FailureCause.CREDENTIALS_REFUSED, "This is no customer code of Reapit's.");
    }
    return connector(code);
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return connector(connection.account().value());
  }

  /// Tokens are the application's, and stay.
  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> feed) {
    if (feed.isPresent() && feed.get() instanceof ChangeFeed.Webhooks hooks) {
      ReapitWebhooks.unsubscribe(api(connection.account().value()), hooks.registration());
    }
  }

  private ReapitApi api(String code) {
    var calls = new Throttled(exchange, throttle(code), settings.pace().lingering());
    return new ReapitApi(settings, calls, auth, code, world.clock());
  }

  private CRMConnector connector(String code) {
    var mapping =
        new ReapitMapping(world.numbers(), settings.categories(), settings.writing().details());
    return new ReapitConnector(api(code), new ReapitTaking(mapping), world.sleeper());
  }

  /// First a place among the customer's calls, then one in the second, which then is used at once.
  private Throttle throttle(String code) {
    var most = settings.pace().limits().concurrentPerAccount();
    return inFlight
        .computeIfAbsent(
            code,
            _ ->
                world
                    .pacing()
                    .atOnce(
                        SCOPE + " " + code,
                        most,
                        settings.bounds().call(),
                        settings.pace().patience()))
        .and(perSecond);
  }

  @Override
  public Verdict verify(RawDelivery delivery) {
    return ReapitWebhooks.verify(
        delivery.header("X-Signature"),
        delivery.body(),
        keys,
        settings.hooks().ageMax(),
        world.clock().instant());
  }

  /// Reapit's deletions cannot be told from what one is not allowed to see; only a full pass finds
  /// them. Lengths are not published; what is too long is refused, and shown.
  public Capabilities capabilities() {
    var writable = EnumSet.allOf(ContactField.class);
    if (!canWriteCategories()) {
      writable.remove(ContactField.CATEGORIES);
    }
    var channels = Set.of(Channel.values());
    return new Capabilities(
        EnumSet.allOf(ContactField.class),
        writable,
        channels,
        channels,
        false,
        EnumSet.allOf(SignalKind.class),
        true,
        false,
        true,
        true,
        Guard.VERSION_TAG,
        Map.of(),
        DETAILS_MAX,
        DETAILS_MAX,
        settings.categories().places(settings.sweeping().roles()),
        settings.pace().limits());
  }

  private boolean canWriteCategories() {
    return settings.categories().canBeWritten(settings.sweeping().roles());
  }

  @Override
  public Optional<Allowance> allowance(Connection connection) {
    var limits = settings.pace().limits();
    return limits.perSecond() == 0
        ? Optional.empty()
        : Optional.of(Allowance.perSecond(SCOPE, limits.perSecond(), limits.perDay()));
  }

  @Override
  public void close() {
    http.close();
  }
}
