package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.http.BoundedHttp;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.connector.http.InFlight;
import com.nurturehub.crm.connector.http.PerSecond;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.http.Throttle;
import com.nurturehub.crm.connector.http.Throttled;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// NurtureHub's one registration at Reapit, which serves all customers: it shares a client, a token
/// and Reapit's limits, and hands out a connector per customer.
public final class ReapitApplication implements AutoCloseable {

  private static final String TITLE = "Reapit";
  private static final String CODE = "customer";
  private static final String CODE_FORM = "[A-Za-z0-9][A-Za-z0-9-]{0,31}";
  private static final int DETAILS_MAX = 50;

  private final ReapitSettings settings;
  private final PhoneNumbers numbers;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final BoundedHttp http;
  private final Exchange exchange;
  private final ReapitAuth auth;
  private final Throttle perSecond;
  private final Map<String, Throttle> inFlight = new ConcurrentHashMap<>();

  public ReapitApplication(
      ReapitSettings settings,
      ApplicationTokens tokens,
      PhoneNumbers numbers,
      InstantSource clock,
      Sleeper sleeper) {
    this(settings, tokens, numbers, clock, sleeper, UnaryOperator.identity());
  }

  /// `watched` sees all that goes over the wire.
  ReapitApplication(
      ReapitSettings settings,
      ApplicationTokens tokens,
      PhoneNumbers numbers,
      InstantSource clock,
      Sleeper sleeper,
      UnaryOperator<Exchange> watched) {
    this.settings = settings;
    this.numbers = numbers;
    this.clock = clock;
    this.sleeper = sleeper;
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
    this.exchange = watched.apply(http);
    this.auth = new ReapitAuth(settings, exchange, tokens, clock);
    var most = settings.pace().limits().perSecond();
    this.perSecond =
        most == 0
            ? Throttle.none()
            : new PerSecond(most, settings.pace().patience(), clock, sleeper);
  }

  public Offer offer() {
    return new Offer(
        capabilities(),
        List.of(
            new Field(
                CODE, "Reapit customer code", "A short code such as RES, or RES-OXFD", false)),
        "Install NurtureHub in Reapit's AppMarket first (a Reapit administrator can). Your customer"
            + " code stands in Reapit's welcome mail and in the AppMarket under your company's"
            + " name.",
        notice());
  }

  private Optional<String> notice() {
    if (!settings.believesTypedCodes()) {
      return Optional.of(
          "Connecting to Reapit itself takes a sign-in with Reapit Connect, which NurtureHub does"
              + " not offer yet.");
    }
    return canWriteCategories()
        ? Optional.empty()
        : Optional.of(
            "Categories are read from Reapit; a category changed in NurtureHub has to be changed in"
                + " Reapit by hand.");
  }

  /// A connector for a customer code that somebody typed.
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
    return connectTo(new AccountIdentity(code));
  }

  public CRMConnector connectTo(AccountIdentity customer) {
    var code = customer.value();
    var calls = new Throttled(exchange, throttle(code), settings.pace().lingering());
    var api = new ReapitApi(settings, calls, auth, code, clock);
    var mapping = new ReapitMapping(numbers, settings.categories(), settings.writing().details());
    return new ReapitConnector(api, new ReapitTaking(mapping), sleeper);
  }

  /// First a place among the customer's calls, then one in the second, which then is used at once.
  private Throttle throttle(String code) {
    var most = settings.pace().limits().concurrentPerAccount();
    return most == 0
        ? perSecond
        : inFlight
            .computeIfAbsent(code, _ -> new InFlight(most, settings.pace().patience(), clock))
            .and(perSecond);
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
  public void close() {
    http.close();
  }
}
