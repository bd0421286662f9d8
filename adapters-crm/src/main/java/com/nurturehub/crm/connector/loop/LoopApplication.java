package com.nurturehub.crm.connector.loop;

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
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Loop for all teams: they share a client, each has its own key and its own pace.
public final class LoopApplication implements AutoCloseable {

  private static final String TITLE = "Loop";
  private static final int PHONES_MAX = 3;

  private final LoopSettings settings;
  private final LoopMapping mapping;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final BoundedHttp http;
  private final Map<String, Exchange> byAccount = new ConcurrentHashMap<>();

  public LoopApplication(
      LoopSettings settings, PhoneNumbers numbers, InstantSource clock, Sleeper sleeper) {
    this.settings = settings;
    this.mapping = new LoopMapping(numbers, settings);
    this.clock = clock;
    this.sleeper = sleeper;
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
  }

  public Offer offer() {
    return new Offer(
        capabilities(),
        List.of(
            new Field(
                LoopAuth.KEY,
                "API key",
                "36 characters, such as 12345678-90ab-cdef-1234-567890abcdef",
                true)),
        "Ask Loop's support, or your account manager, for an API key for your team. A key opens one"
            + " team; an agency with several teams connects each of them.",
        notice());
  }

  private Optional<String> notice() {
    if (!settings.contract().reads()) {
      return Optional.of(
          "Contact sync with Loop is not offered: Loop publishes no way to read or write contacts."
              + " NurtureHub can check your API key and will offer contact sync once Loop has"
              + " confirmed how.");
    }
    return Optional.of("Contacts are read and written by a proposal that Loop has not confirmed.");
  }

  /// A connector for a key that somebody typed.
  public CRMConnector claiming(Map<String, Secret> typed) {
    return connector(LoopAuth.of(typed, settings), limited());
  }

  /// A connector for a connected team.
  public CRMConnector connectTo(String connection, Map<String, Secret> credentials) {
    return connector(
        LoopAuth.of(credentials, settings), byAccount.computeIfAbsent(connection, _ -> limited()));
  }

  private CRMConnector connector(LoopAuth auth, Exchange exchange) {
    return new LoopConnector(new LoopApi(settings, exchange, auth, clock), new LoopTaking(mapping));
  }

  private Exchange limited() {
    var pace = settings.pace();
    var atOnce =
        pace.atOnce() == 0 ? Throttle.none() : new InFlight(pace.atOnce(), pace.patience(), clock);
    var perSecond =
        pace.perSecond() == 0
            ? Throttle.none()
            : new PerSecond(pace.perSecond(), pace.patience(), clock, sleeper);
    return new Throttled(http, atOnce.and(perSecond), Duration.ZERO);
  }

  /// Nothing, until the vendor has confirmed it and the settings say so.
  public Capabilities capabilities() {
    var contract = settings.contract();
    var fields = EnumSet.allOf(ContactField.class);
    var none = EnumSet.noneOf(ContactField.class);
    var channels = LoopMapping.CONSENTS.keySet();
    var canNote = contract.writes() && contract.notes();
    return new Capabilities(
        contract.reads() ? fields : none,
        contract.writes() ? fields : none,
        contract.reads() ? channels : Set.of(),
        contract.writes() ? channels : Set.of(),
        false,
        canNote ? EnumSet.allOf(SignalKind.class) : EnumSet.noneOf(SignalKind.class),
        contract.writes(),
        false,
        false,
        contract.reads(),
        Guard.READ_COMPARE_WRITE,
        Map.of(),
        1,
        PHONES_MAX,
        mapping.places(),
        new RateLimits(settings.pace().perSecond(), 0, settings.pace().atOnce()));
  }

  @Override
  public void close() {
    http.close();
  }
}
