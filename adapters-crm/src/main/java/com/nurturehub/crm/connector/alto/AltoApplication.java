package com.nurturehub.crm.connector.alto;

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
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// NurtureHub's one integration at Alto, which serves all agencies: it shares a client and a token,
/// and hands out a connector per agency, each with manners of its own.
public final class AltoApplication implements CrmApplication {

  private static final String TITLE = "Alto";
  private static final String AGENCY_REF = "agencyRef";
  private static final String ACTIVATION_KEY = "activationKey";
  private static final String REF_FORM =
      "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";
  private static final int KEY_LENGTH_MIN = 12;
  private static final int TITLE_LENGTH_MAX = 20;
  private static final int NAME_LENGTH_MAX = 50;
  private static final int EMAILS_MAX = 2;
  private static final int PHONES_MAX = 4;

  private final AltoSettings settings;
  private final Surroundings world;
  private final BoundedHttp http;
  private final Exchange exchange;
  private final AltoAuth auth;
  private final AltoTaking taking;
  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

  AltoApplication(AltoSettings settings, Surroundings world) {
    this.settings = settings;
    this.world = world;
    this.http = new BoundedHttp(TITLE, settings.hosts(), settings.bounds());
    this.exchange = world.wire().apply(http);
    this.auth = new AltoAuth(settings, exchange, world.tokens(), world.clock());
    this.taking =
        new AltoTaking(
            new AltoMapping(world.numbers(), settings.categories(), settings.consents()));
  }

  @Override
  public Offer offer() {
    var fields = new ArrayList<Field>();
    fields.add(
        new Field(
            AGENCY_REF,
            "AgencyRef",
            "Alto's code for your agency, as in 7b1f0d52-4f0e-4c4e-9a53-6a1c9a2f1e01",
            false));
    if (settings.provesActivation()) {
      fields.add(
          new Field(
              ACTIVATION_KEY,
              "Activation key",
              "The same phrase, of at least 12 characters, that you typed in Alto",
              true));
    }
    return new Offer(
        capabilities(),
        fields,
        "Activate NurtureHub in Alto's Marketplace first, with an activation key of your own making;"
            + " Alto then mails the AgencyRef.",
        Optional.of(
            "Alto lets NurtureHub add phone numbers and e-mail addresses but not remove them, and"
                + " change names but not postal addresses or roles; such changes are listed for you"
                + " to make in Alto."),
        Optional.empty(),
        "Deactivate NurtureHub in Alto's Marketplace to end its access there too.");
  }

  @Override
  public CRMConnector claiming(Map<String, Secret> typed) {
    var ref = typed(typed, AGENCY_REF).map(Secret::reveal).orElse("");
    if (!ref.matches(REF_FORM)) {
      throw refused("This is no AgencyRef of Alto's.");
    }
    if (!settings.provesActivation()) {
      return connector(ref, AltoActivation.believed());
    }
    var key = typed(typed, ACTIVATION_KEY);
    if (key.filter(one -> one.reveal().length() >= KEY_LENGTH_MIN).isEmpty()) {
      throw refused(
          "A typed AgencyRef proves nothing; type the activation key too, at least 12 characters.");
    }
    return connector(ref, AltoActivation.by(key));
  }

  @Override
  public Optional<CrmSignIn> signIn() {
    return Optional.empty();
  }

  @Override
  public CRMConnector connectTo(Connection connection) {
    return connector(connection.account().value(), AltoActivation.believed());
  }

  private CRMConnector connector(String agency, AltoActivation activation) {
    var calls = new Throttled(exchange, throttle(agency), settings.pace().lingering());
    var api = new AltoApi(settings, calls, auth, agency, world.clock());
    return new AltoConnector(api, taking, capabilities(), activation, world.sleeper());
  }

  private Throttle throttle(String agency) {
    return throttles.computeIfAbsent(agency, this::newThrottle);
  }

  /// First a place among the calls at once, then one in the second, which then is used at once.
  private Throttle newThrottle(String agency) {
    var pace = settings.pace();
    var pacing = world.pacing();
    return pacing
        .atOnce(scope(agency), pace.atOnce(), settings.bounds().call(), pace.patience())
        .and(pacing.perSecond(scope(agency), pace.perSecond(), 0, pace.patience()));
  }

  /// Each agency has its own.
  @Override
  public Optional<Allowance> allowance(Connection connection) {
    var most = settings.pace().perSecond();
    return most == 0
        ? Optional.empty()
        : Optional.of(Allowance.perSecond(scope(connection.account().value()), most, 0));
  }

  private static String scope(String agency) {
    return "alto " + agency;
  }

  /// The token is the application's, messages are arranged for all agencies at once, and a partner
  /// has no call to end an agency's activation.
  @Override
  public void letGo(Connection connection, Optional<ChangeFeed> feed) {}

  @Override
  public Verdict verify(RawDelivery delivery) {
    var hooks = settings.hooks();
    return AltoWebhooks.verify(delivery.header(AltoWebhooks.header(hooks)), delivery.body(), hooks);
  }

  /// Categories follow from what happens in Alto and cannot be written; of the address nothing can
  /// be changed once a contact is there.
  public Capabilities capabilities() {
    var channels = settings.consents().places();
    return new Capabilities(
        EnumSet.allOf(ContactField.class),
        EnumSet.of(
            ContactField.TITLE,
            ContactField.FORENAME,
            ContactField.SURNAME,
            ContactField.EMAILS,
            ContactField.PHONES),
        channels,
        channels,
        true,
        EnumSet.allOf(SignalKind.class),
        true,
        false,
        true,
        true,
        Guard.READ_COMPARE_WRITE,
        Map.of(
            ContactField.TITLE, TITLE_LENGTH_MAX,
            ContactField.FORENAME, NAME_LENGTH_MAX,
            ContactField.SURNAME, NAME_LENGTH_MAX),
        EMAILS_MAX,
        PHONES_MAX,
        settings.categories().places(),
        new RateLimits(settings.pace().perSecond(), 0, settings.pace().atOnce()));
  }

  @Override
  public void close() {
    http.close();
  }

  private static Optional<Secret> typed(Map<String, Secret> typed, String field) {
    return Optional.ofNullable(typed.get(field))
        .map(value -> Secret.of(value.reveal().strip()))
        .filter(value -> !value.reveal().isEmpty());
  }

  private static CrmFailure refused(String why) {
    return new CrmFailure.Persistent(FailureCause.CREDENTIALS_REFUSED, why);
  }
}
