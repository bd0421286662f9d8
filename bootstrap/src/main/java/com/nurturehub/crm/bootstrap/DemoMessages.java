package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.integration.GiveWebhookSecret;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.street.StreetSettings.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/// Does in the sandbox what people do at the CRMs, so that they send messages: what NurtureHub has
/// set up in Reapit's portal, what Alto's support types in after a mail, and what an agency does on
/// Street's page. The sandbox forgets all of it, and what was registered, when it stops.
final class DemoMessages implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DemoMessages.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final String STREET_SECRET = "whsec_c2FuZGJveC1zdHJlZXQtd2ViaG9va3M=";

  /// What Alto's support and we have agreed on.
  static final Secret ALTO_SECRET = Secret.of("sandbox-alto-webhooks");

  private final Sandbox sandbox;
  private final OurAddress ours;
  private final AgencyId agency;
  private final Stores stores;
  private final World world;
  private final Lanes lanes;
  private final GiveWebhookSecret giveSecret;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread agent = Thread.ofVirtual().name("demo-agent").unstarted(this::watch);
  private final Set<ConnectionId> setUp = new HashSet<>();

  DemoMessages(
      Sandbox sandbox,
      OurAddress ours,
      AgencyId agency,
      Stores stores,
      World world,
      Lanes lanes,
      GiveWebhookSecret giveSecret) {
    this.sandbox = sandbox;
    this.ours = ours;
    this.agency = agency;
    this.stores = stores;
    this.world = world;
    this.lanes = lanes;
    this.giveSecret = giveSecret;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    ours.base().ifPresent(this::begin);
  }

  @Override
  public void destroy() {
    agent.interrupt();
    http.shutdownNow();
  }

  private void begin(URI base) {
    post(
        "/reapit/webhooks",
        """
        {"url": "%s/webhooks/reapit", "active": true,
         "topicIds": ["application.install", "application.uninstall"]}
        """
            .formatted(base));
    post(
        "/alto/webhooks",
        "{\"url\": \"%s/webhooks/alto\", \"secret\": \"%s\"}"
            .formatted(base, ALTO_SECRET.reveal()));
    world.transactions().run(agency, this::registerAnew);
    agent.start();
  }

  private void registerAnew() {
    for (var connection : stores.connections().all()) {
      if (connection.state() != ConnectionState.DISCONNECTED) {
        stores.subscriptions().keep(Subscription.none(connection.id()));
        lanes.wake(connection.id());
      }
    }
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        world.transactions().in(agency, this::waitingForAgent).ifPresent(this::setUp);
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private record Visit(Connection connection, String network) {}

  /// Street, once it is connected and the card says what to do there.
  private Optional<Visit> waitingForAgent() {
    return stores
        .connections()
        .of(CrmProvider.STREET)
        .filter(known -> known.state() == ConnectionState.ACTIVE && !setUp.contains(known.id()))
        .filter(known ->
            stores
                .subscriptions()
                .of(known.id())
                .feed()
                .filter(ChangeFeed.SetUpByHand.class::isInstance)
                .isPresent())
        .flatMap(known -> network().map(name -> new Visit(known, name)));
  }

  private Optional<String> network() {
    var typed = stores.vault().find(CrmProvider.STREET).values();
    return SandboxSettings.demo().street().networks().entrySet().stream()
        .filter(entry -> typed.contains(bearer(entry.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Secret bearer(Network network) {
    return Secret.of(network.bearer().reveal());
  }

  private void setUp(Visit visit) {
    var address = ours.of(visit.connection()).orElseThrow().ownAddress();
    post(
        "/street/webhooks",
        "{\"customer\": \"%s\", \"url\": \"%s\", \"secret\": \"%s\"}"
            .formatted(visit.network(), address, STREET_SECRET));
    giveSecret.give(agency, CrmProvider.STREET, Secret.of(STREET_SECRET), "the sandbox");
    setUp.add(visit.connection().id());
  }

  private void post(String path, String json) {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.admin() + path))
            .POST(BodyPublishers.ofString(json))
            .build();
    try {
      var status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status >= 300) {
        LOG.warn("sandbox did not set up messages path={} status={}", path, status);
      }
    } catch (IOException failure) {
      LOG.warn("sandbox did not set up messages path={}", path, failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
