package com.nurturehub.crm.bootstrap.endtoend;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.alto.AltoSettings;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// The whole service as it runs for others: a database, an issuer of tokens, and the sandboxed CRMs
/// with a customer for each test. It starts with the first test that asks, and ends with the JVM.
final class TheService {

  /// How many contacts each customer has.
  private static final Map<String, Integer> CUSTOMERS =
      Map.ofEntries(
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
          Map.entry("OUT", 60),
          Map.entry("DEC", 250),
          Map.entry("TWN", 5),
          Map.entry("ERA", 40),
          Map.entry("DEL", 100),
          Map.entry("WRT", 100),
          Map.entry("ALR", 20),
          Map.entry("POL", 20),
          Map.entry("SIG", 20),
          Map.entry("OPS", 20),
          Map.entry("FED", 60),
          Map.entry("BST", 200));

  /// How many people Street's network knows that stands beside a customer of Reapit's.
  private static final int TWINS = 5;

  /// How many people Loop's team has that has no room for signals.
  private static final int COALVILLE = 20;

  /// How many households each agency of Alto's has. The service keeps its manners there, so few.
  private static final Map<String, Integer> AGENCIES = Map.of(AltoSettings.HIGH_STREET, 5);

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private final TestDatabase database = PostgresServer.freshDatabase();
  private final TestIssuer issuer = TestIssuer.start();
  private final Sandbox sandbox;
  private ConfigurableApplicationContext context;
  private ManagedChannel channel;

  private TheService() {
    var usual = SandboxSettings.demo();
    sandbox =
        Sandbox.start(
            usual
                .withReapit(usual.reapit().withCustomers(CUSTOMERS))
                .withAlto(usual.alto().withAgencies(AGENCIES))
                .withStreet(usual.street().with("TWINS", TWINS))
                .withLoop(usual.loop().with("COALVILLE", COALVILLE)));
    sandbox.reapit().liftLimits();
    context = start();
    channel = channel();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "the-service"));
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
    return new SpringApplicationBuilder(Main.class)
        .properties(
            Map.ofEntries(
                Map.entry("spring.datasource.url", database.url()),
                Map.entry("spring.datasource.username", database.serviceUser()),
                Map.entry("spring.datasource.password", database.password()),
                Map.entry("spring.flyway.user", database.ownerUser()),
                Map.entry("spring.flyway.password", database.password()),
                Map.entry("nurturehub.key", KEY),
                Map.entry("nurturehub.issuer", issuer.address().toString()),
                Map.entry("nurturehub.audience", TestIssuer.AUDIENCE),
                Map.entry("nurturehub.reapit.identity", sandbox.reapitConnect().toString()),
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
        .run("--server.port=0", "--spring.grpc.server.port=0");
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
