package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import tools.jackson.databind.JsonNode;

/// The service at CRMs that are not on this machine, and that nobody is to be connected to. Their
/// addresses lead nowhere, so whatever is said of them was said without asking.
class UnprovedAccountTest {

  private static final String OFFER =
      """
      query ($provider: CrmProvider!) {
        integration(provider: $provider) { status offer { fields { name } notice } }
      }
      """;

  private static final TestIssuer ISSUER = TestIssuer.start();

  private static ConfigurableApplicationContext service;
  private static ManagedChannel channel;
  private static Office office;

  @BeforeAll
  static void start() {
    var database = PostgresServer.freshDatabase();
    service =
        new SpringApplicationBuilder(Main.class)
            .properties(
                Map.ofEntries(
                    Map.entry("spring.datasource.url", database.url()),
                    Map.entry("spring.datasource.username", database.serviceUser()),
                    Map.entry("spring.datasource.password", database.password()),
                    Map.entry("spring.flyway.user", database.ownerUser()),
                    Map.entry("spring.flyway.password", database.password()),
                    Map.entry("nurturehub.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
                    Map.entry("nurturehub.issuer", ISSUER.address().toString()),
                    Map.entry("nurturehub.audience", TestIssuer.AUDIENCE),
                    Map.entry("nurturehub.reapit.identity", "https://connect.reapit.invalid"),
                    Map.entry("nurturehub.reapit.platform", "https://platform.reapit.invalid"),
                    Map.entry("nurturehub.reapit.client-id", "client"),
                    Map.entry("nurturehub.reapit.client-secret", "secret"),
                    Map.entry("nurturehub.alto.api", "https://api.alto.invalid"),
                    Map.entry("nurturehub.alto.client-id", "client"),
                    Map.entry("nurturehub.alto.client-secret", "secret")))
            .run("--server.port=0", "--spring.grpc.server.port=0");
    var grpc = service.getBean(GrpcServerLifecycle.class).getPort();
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + grpc, InsecureChannelCredentials.create()).build();
    office = new Office("unproved", ISSUER.tokenFor("unproved"), http(), channel);
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "REAPIT, customer,  RES,                                  sign",
    "ALTO,   agencyRef, 0f0f0f0f-0000-4000-8000-000000000001, activation key"
  })
  void whoever_only_types_an_accounts_name_is_not_connected_to_it(
      String provider, String field, String name, String instead) {
    var answer = office.connect(provider, field, name);

    assertThat(answer.path("__typename").asString()).isNotEqualTo("Connected");
    assertThat(answer.path("message").asString()).containsIgnoringCase(instead);
    assertThat(integration(provider).path("status").asString()).isEqualTo("NOT_CONNECTED");
  }

  @ParameterizedTest
  @CsvSource({"REAPIT, ''", "ALTO, 'agencyRef activationKey'"})
  void what_has_to_be_typed_is_what_proves_the_account(String provider, String fields) {
    var asked =
        integration(provider)
            .at("/offer/fields")
            .valueStream()
            .map(field -> field.path("name").asString())
            .toList();

    assertThat(String.join(" ", asked)).isEqualTo(fields);
  }

  private static JsonNode integration(String provider) {
    return office.ask(OFFER, Map.of("provider", provider)).path("integration");
  }

  private static URI http() {
    var server = ((WebServerApplicationContext) service).getWebServer();
    if (server == null) {
      throw new IllegalStateException("no web server");
    }
    return URI.create("http://127.0.0.1:" + server.getPort());
  }
}
