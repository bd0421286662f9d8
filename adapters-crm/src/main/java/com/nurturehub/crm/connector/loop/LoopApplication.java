package com.nurturehub.crm.connector.loop;

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
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Loop for all teams: they share a client, each has its own key and its own pace.
public final class LoopApplication implements CrmApplication {

  private static final String TITLE = "Loop";
  private static final int PHONES_MAX = 3;

  private final LoopSettings settings;
  private final LoopMapping mapping;
  private final Surroundings world;
  private final BoundedHttp http;
  private final Exchange exchange;
  private final Map<ConnectionId, Exchange> byAccount = new ConcurrentHashMap<>();

  LoopApplication(LoopSettings settings, Surroundings world) {
    this.settings = settings;
    this.world = world;
    this.mapping = new LoopMapping(world.numbers(), settings);
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
    this.exchange = world.wire().apply(http);
  }

  @Override
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
        notice(),
        Optional.empty(),
        "Ask Loop's support to revoke the API key; nothing else can.");
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

  @Override
  public CRMConnector claiming(Map<String, Secret> typed) {
    return connector(
        LoopAuth.of(typed, settings), limited(Pacing.alone(world.clock(), world.sleeper()), ""));
  }

  @Override
  public Optional<CrmSignIn> signIn() {
    return Optional.empty();
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return connector(
        LoopAuth.of(world.credentials().of(CrmProvider.LOOP, connection.id()), settings),
        byAccount.computeIfAbsent(connection.id(), id -> limited(world.pacing(), id.toString())));
  }

  private CRMConnector connector(LoopAuth auth, Exchange exchange) {
    return new LoopConnector(
        new LoopApi(settings, exchange, auth, world.clock()), new LoopTaking(mapping));
  }

  private Exchange limited(Pacing pacing, String account) {
    var pace = settings.pace();
    var limits =
        pacing
            .atOnce(scope(account), pace.atOnce(), settings.bounds().call(), pace.patience())
            .and(pacing.perSecond(scope(account), pace.perSecond(), 0, pace.patience()));
    return new Throttled(exchange, limits, Duration.ZERO);
  }

  /// Keys are made and revoked by Loop's support.
  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> feed) {}

  /// Nothing is known of messages of Loop's, so none is believed.
  @Override
  public Verdict verify(RawDelivery delivery) {
    return new Verdict.NotOffered();
  }

  /// What a team's key may ask.
  @Override
  public Optional<Allowance> allowance(Connection connection) {
    var most = settings.pace().perSecond();
    return most == 0
        ? Optional.empty()
        : Optional.of(Allowance.perSecond(scope(connection.id().toString()), most, 0));
  }

  private static String scope(String account) {
    return "loop " + account;
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
