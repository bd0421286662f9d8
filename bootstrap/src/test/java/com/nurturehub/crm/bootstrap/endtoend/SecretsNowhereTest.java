package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.persistence.vault.Context;
import com.nurturehub.crm.persistence.vault.Keysets;
import io.grpc.BindableService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

/// Secrets of all four CRMs are used in earnest, and then looked for wherever somebody could see
/// them.
class SecretsNowhereTest {

  private static final String WEBHOOK_SECRET = "whsec_Y2FuYXJ5LXNlY3JldC1vZi1zdHJlZXQ=";

  private final TheService service = TheService.running();
  private final Leaks leaks = service.leaks();
  private final Office office = service.office("secrets-nowhere");
  private final List<String> answers = new ArrayList<>();

  @Test
  void what_is_secret_is_seen_nowhere() throws SQLException, IOException, InterruptedException {
    connectAllFour();
    refuse();
    plantTokens();
    askEverything();

    assertThat(leaks.heard()).as("lines heard").isPositive();
    assertThat(leaks.inLogs()).as("in the logs").isEmpty();
    assertThat(answers).hasSizeGreaterThan(50);
    assertThat(answers).allSatisfy(answer -> assertThat(leaks.in(answer)).as(answer).isEmpty());
    Leaks.dump(service.database().superuser())
        .forEach((table, rows) -> assertThat(leaks.in(rows)).as(table).isEmpty());
  }

  private void connectAllFour() {
    leaks.plant("Street's token", "street-CNR");
    leaks.plant("Loop's key", TheService.LOOP_SECRET);
    leaks.plant("the secret of Street's messages", WEBHOOK_SECRET);
    var crms =
        List.of(
            new AtCrm(office, "REAPIT", "customer", "CNR"),
            new AtCrm(office, "ALTO", "agencyRef", TheService.ALTO_SECRETIVE),
            new AtCrm(office, "STREET", "token", "street-CNR"),
            new AtCrm(office, "LOOP", "apiKey", TheService.LOOP_SECRET));
    for (var crm : crms) {
      assertThat(crm.connect()).as(crm.provider()).isEqualTo("Connected");
      assertThat(crm.firstSync().at("/tally/read").asInt()).as(crm.provider()).isPositive();
    }
    office.ask(
        """
        mutation ($secret: Secret!) {
          giveWebhookSecret(input: {provider: STREET, secret: $secret}) { __typename }
        }
        """,
        Map.of("secret", WEBHOOK_SECRET));
  }

  /// What is mistyped is a secret, too, and so is what somebody writes where it does not belong.
  /// Reapit's customer is a name, which it is asked by.
  private void refuse() {
    var stranger = service.office("secrets-mistyped");
    Map.of(
            "ALTO", "agencyRef",
            "STREET", "token",
            "LOOP", "apiKey")
        .forEach((crm, field) -> {
          var mistyped = "mistyped-canary-of-" + crm;
          leaks.plant("what was mistyped for " + crm, mistyped);
          answers.add(stranger.connect(crm, field, mistyped).toString());
        });
    leaks.plant("a secret in the text of a query", "literal-canary");
    answers.add(
        stranger.answer(
            """
            mutation {
              connect(input: {provider: LOOP, credentials: [
                {name: "apiKey", value: "literal-canary"}]}) { __typename }
            }
            """,
            Map.of()));
  }

  /// What the service was given for itself is planted with it; these it fetched.
  private void plantTokens() throws SQLException {
    try (var connection = service.database().superuser().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select provider, ciphertext from application_token where ciphertext is not null")) {
      while (rows.next()) {
        var provider = CrmProvider.valueOf(rows.getString(1));
        var token =
            service
                .part(Keysets.class)
                .decrypt(rows.getBytes(2), Context.applicationToken(provider));
        leaks.plant("the token at " + provider, new String(token, StandardCharsets.UTF_8));
      }
    }
    assertThat(leaks.planted()).contains("the token at REAPIT", "the token at ALTO");
  }

  private void askEverything() throws IOException, InterruptedException {
    var asking = new Asking(service.part(GraphQlSource.class).schema());
    for (var operation : asking.operations()) {
      if (operation.kind().equals("query")) {
        answers.add(office.answer(asking.plainly(operation), Map.of()));
      }
      if (!operation.streams()) {
        // Somebody's id, or nobody's: what is answered to nonsense counts as well.
        answers.add(
            office.answer(
                asking.with(operation, "street-CNR".repeat(2)), Map.of("secret", WEBHOOK_SECRET)));
      }
    }
    var contact = office.somebody(1).getFirst().id();
    for (var method : Calling.methodsOf(service.parts(BindableService.class))) {
      answers.add(
          method.call(office.authenticated(), method.request(office.agency(), contact)).toString());
    }
    try (var http = HttpClient.newHttpClient()) {
      for (var path : List.of("/actuator/prometheus", "/actuator/health", "/actuator/info")) {
        var request =
            HttpRequest.newBuilder(service.http().resolve(path))
                .header("Authorization", "Bearer " + service.issuer().tokenFor("secrets-nowhere"))
                .build();
        answers.add(http.send(request, BodyHandlers.ofString()).body());
      }
    }
  }

  @Test
  void what_is_no_secret_is_found() {
    var known = service.office("secrets-found");
    assertThat(known.connect("CNF").path("__typename").asString()).isEqualTo("Connected");
    var hex = HexFormat.of().formatHex("x-found-in-hex-y".getBytes(StandardCharsets.UTF_8));

    assertThat(Leaks.dump(service.database().superuser()))
        .hasSizeGreaterThan(20)
        .anySatisfy((table, rows) -> assertThat(Leaks.isIn(rows, "secrets-found")).isTrue());
    assertThat(Leaks.isIn("\\x" + hex, "found-in-hex")).isTrue();
    for (var before : List.of("", "x", "xy")) {
      var encoded =
          Base64.getEncoder()
              .encodeToString((before + "found-in-base64" + "z").getBytes(StandardCharsets.UTF_8));
      assertThat(Leaks.isIn(encoded, "found-in-base64")).isTrue();
    }
  }
}
