package com.nurturehub.crm.bootstrap.endtoend;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.alto.AltoSettings;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.testkit.AtTheEnd;
import com.nurturehub.crm.testkit.ReservedPort;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// The whole service as it runs for others: a database, an issuer of tokens, and the sandboxed CRMs
/// with a customer for each test. It starts with the first test that asks, and ends with the JVM.
final class TheService {

  static final String ALTO_OF_ALL = "0f0f0f0f-0000-4000-8000-000000000001";
  static final String ALTO_LEFT = "0f0f0f0f-0000-4000-8000-000000000004";
  static final String LOOP_LEFT = "1ef70000-0000-4000-8000-5a2db0c0ffee";
  static final String ALTO_CONVERGING = "0f0f0f0f-0000-4000-8000-000000000002";
  static final String ALTO_SECRETIVE = "0f0f0f0f-0000-4000-8000-000000000005";
  static final String LOOP_SECRET = "ca7a7a7a-0000-4000-8000-5a2db0c0ffee";
  static final String LOOP_OF_ALL = "a11a0000-0000-4000-8000-5a2db0c0ffee";
  static final String LOOP_CONVERGING = "c0470000-0000-4000-8000-5a2db0c0ffee";

  /// How many contacts each customer has.
  private static final Map<String, Integer> CUSTOMERS =
      Map.ofEntries(
          Map.entry("SBOX", 1),
          Map.entry("FST", 2_500),
          Map.entry("SND", 1_000),
          Map.entry("GRP", 150),
          Map.entry("BAD", 300),
          Map.entry("TWO", 60),
          Map.entry("OPT", 60),
          Map.entry("ERS", 60),
          Map.entry("NOT", 60),
          Map.entry("GBL", 450),
          Map.entry("NON", 60),
          Map.entry("DUP", 450),
          Map.entry("CUT", 450),
          Map.entry("ALL", 30),
          Map.entry("TKN", 10),
          Map.entry("CNV", 20),
          Map.entry("SGN", 20),
          Map.entry("FGN", 10),
          Map.entry("GRC", 10),
          Map.entry("LIV", 10),
          Map.entry("OUT", 60),
          Map.entry("DEC", 250),
          Map.entry("TWN", 5),
          Map.entry("ERA", 40),
          Map.entry("DEL", 100),
          Map.entry("WRT", 100),
          Map.entry("ALR", 20),
          Map.entry("LVE", 20),
          Map.entry("LVU", 20),
          Map.entry("RVK", 900),
          Map.entry("ACA", 20),
          Map.entry("ACB", 15),
          Map.entry("NSN", 60),
          Map.entry("BSD", 250),
          Map.entry("POL", 20),
          Map.entry("SIG", 20),
          Map.entry("OPS", 20),
          Map.entry("FED", 60),
          Map.entry("BST", 200),
          Map.entry("LNG", LongFirstSyncTest.CONTACTS),
          Map.entry("HKS", 60),
          Map.entry("HKU", 20),
          Map.entry("HKC", 20),
          Map.entry("HKF", 10),
          Map.entry("HKO", 10),
          Map.entry("CNR", 10),
          Map.entry("CNF", 3));

  /// How many people Street's network knows that stands beside a customer of Reapit's.
  private static final int TWINS = 5;

  /// How many people Loop's team has that has no room for signals.
  private static final int COALVILLE = 20;

  /// An agency of Street's by itself, for its messages.
  static final String TELLING_NETWORK = "TELLING";

  /// What Alto proves its messages with.
  static final String ALTO_SECRET = "alto-webhook-canary";

  /// How many households each agency of Alto's has. The service keeps its manners there, so few.
  private static final Map<String, Integer> AGENCIES =
      Map.of(
          AltoSettings.HIGH_STREET,
          5,
          AltoSettings.MARKET_PLACE,
          3,
          ALTO_OF_ALL,
          5,
          ALTO_LEFT,
          4,
          ALTO_CONVERGING,
          3,
          "0f0f0f0f-0000-4000-8000-000000000003",
          2,
          ALTO_SECRETIVE,
          2);

  private static final List<String> NETWORKS = List.of("ALL", "TKN", "CNV", "HND", "LVE", "CNR");

  private static final Map<String, String> TEAMS =
      Map.of(
          LOOP_OF_ALL,
          "ALL",
          LOOP_LEFT,
          "LVE",
          LOOP_CONVERGING,
          "CNV",
          "70c3a000-0000-4000-8000-5a2db0c0ffee",
          "TKN",
          LOOP_SECRET,
          "CNR");

  private static final int FEW = 15;

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private final Leaks leaks = new Leaks();
  private final TestDatabase database = PostgresServer.freshDatabase();
  private final TestIssuer issuer = TestIssuer.start();
  private final int port = ReservedPort.next();
  private final Sandbox sandbox;
  private ConfigurableApplicationContext context;
  private ManagedChannel channel;

  private TheService() {
    leaks.plant("the key of all keys", KEY);
    leaks.plant("Reapit's client secret", reapit().clientSecret().reveal());
    leaks.plant("Alto's client secret", alto().clientSecret().reveal());
    leaks.plant("the secret of Alto's messages", ALTO_SECRET);
    sandbox = Sandbox.start(crms(SandboxSettings.demo()));
    sandbox.reapit().liftLimits();
    // Whoever tests a sync must not be overtaken by a message.
    messages("{\"lostPercent\": 100}");
    context = start();
    channel = channel();
    AtTheEnd.run(this::close);
  }

  private SandboxSettings crms(SandboxSettings usual) {
    var street = usual.street().with("TWINS", TWINS).with(TELLING_NETWORK, 30);
    for (var network : NETWORKS) {
      street = street.with(network, FEW);
    }
    var loop = usual.loop().with("COALVILLE", COALVILLE);
    for (var team : TEAMS.entrySet()) {
      loop = loop.with(team.getValue(), FEW, new Passphrase(team.getKey()));
    }
    return usual
        .withReapit(
            usual
                .reapit()
                .withCustomers(CUSTOMERS)
                .withRedirectUris(List.of(redirect().toString())))
        .withAlto(usual.alto().withAgencies(AGENCIES))
        .withStreet(street)
        .withLoop(loop);
  }

  /// What the sandbox calls the customer who gave this.
  String customerOf(String credential) {
    return TEAMS.getOrDefault(credential, credential.replaceFirst("^street-", ""));
  }

  /// Where Reapit sends browsers back to; it is registered there, so it has to be known before.
  private URI redirect() {
    return URI.create("http://127.0.0.1:%d/oauth/reapit/callback".formatted(port));
  }

  static TheService running() {
    return OnFirstUse.SERVICE;
  }

  /// The people of an agency.
  Office office(String agency) {
    return office(agency, issuer.tokenFor(agency));
  }

  /// Somebody with this token.
  Office office(String agency, String token) {
    return new Office(agency, token, http(), channel);
  }

  /// How Reapit's messages fare; at first all are lost.
  void messages(String mischief) {
    var wish =
        HttpRequest.newBuilder(URI.create(sandbox.admin() + "/reapit/webhooks/mischief"))
            .PUT(BodyPublishers.ofString(mischief))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var status = http.send(wish, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the sandbox answered " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What is secret here, and everything that was logged since the start.
  Leaks leaks() {
    return leaks;
  }

  TestIssuer issuer() {
    return issuer;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  TestDatabase database() {
    return database;
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  <T> List<T> parts(Class<T> type) {
    return List.copyOf(context.getBeansOfType(type).values());
  }

  URI http() {
    var server = ((WebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("no web server");
    }
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /// Stops in good order and starts on the same data. Offices have to be asked for anew.
  void restart() {
    channel.shutdownNow();
    context.close();
    context = start();
    channel = channel();
  }

  private void close() {
    channel.shutdownNow();
    context.close();
    sandbox.close();
  }

  private ConfigurableApplicationContext start() {
    var started =
        new SpringApplicationBuilder(Main.class)
            // It would close what is closed at the end, and neither would wait for the other.
            .registerShutdownHook(false)
            .properties(
                Map.ofEntries(
                    Map.entry("spring.datasource.url", database.url()),
                    Map.entry("spring.datasource.username", database.serviceUser()),
                    Map.entry("spring.datasource.password", database.password()),
                    Map.entry("spring.flyway.user", database.ownerUser()),
                    Map.entry("spring.flyway.password", database.password()),
                    Map.entry("nurturehub.key", KEY),
                    Map.entry("nurturehub.webhooks.address", "http://127.0.0.1:" + port),
                    Map.entry("nurturehub.alto.webhook-secret", ALTO_SECRET),
                    Map.entry("nurturehub.issuer", issuer.address().toString()),
                    Map.entry("nurturehub.audience", TestIssuer.AUDIENCE),
                    Map.entry("nurturehub.reapit.identity", sandbox.reapitConnect().toString()),
                    Map.entry("nurturehub.reapit.redirect", redirect().toString()),
                    Map.entry("nurturehub.reapit.platform", sandbox.reapitPlatform().toString()),
                    Map.entry("nurturehub.street.api", sandbox.streetApi().toString()),
                    Map.entry("nurturehub.loop.api", sandbox.loopApi().toString()),
                    Map.entry("nurturehub.loop.contacts.read", "true"),
                    Map.entry("nurturehub.loop.contacts.write", "true"),
                    Map.entry("nurturehub.loop.contacts.delta", "true"),
                    Map.entry("nurturehub.reapit.client-id", reapit().clientId()),
                    Map.entry("nurturehub.reapit.client-secret", reapit().clientSecret().reveal()),
                    Map.entry("nurturehub.alto.api", sandbox.altoApi().toString()),
                    Map.entry("nurturehub.alto.client-id", alto().clientId()),
                    Map.entry("nurturehub.alto.client-secret", alto().clientSecret().reveal())))
            // Here, because application.yaml overrules the properties above.
            .run("--server.port=" + port, "--spring.grpc.server.port=0");
    leaks.listen();
    return started;
  }

  private static com.nurturehub.crm.sandbox.reapit.ReapitSettings reapit() {
    return SandboxSettings.demo().reapit();
  }

  private static AltoSettings alto() {
    return SandboxSettings.demo().alto();
  }

  private ManagedChannel channel() {
    var port = context.getBean(GrpcServerLifecycle.class).getPort();
    return Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
  }

  private static final class OnFirstUse {
    static final TheService SERVICE = new TheService();
  }
}
