package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service with the Inngest engine chosen, and somebody who listens in the server's
/// place.
@TestInstance(Lifecycle.PER_CLASS)
class CalledByInngestTest {

  private static final String SIGNING_KEY = "ab".repeat(32);
  private static final String SWEEP =
      "{\"ctx\":{\"attempt\":0},\"event\":{\"name\":\"inngest/scheduled.timer\",\"data\":{}}}";

  private final TestDatabase database = PostgresServer.freshDatabase();
  private final BlockingQueue<String> registrations = new LinkedBlockingQueue<>();
  private final HttpServer listener = listener();
  private final ConfigurableApplicationContext context = start();
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  void it_registers_by_itself() throws InterruptedException {
    assertThat(registrations.poll(60, TimeUnit.SECONDS))
        .contains("\"url\":\"https://crm.example/api/inngest\"")
        .contains("nurturehub-crm-lane-reapit", "nurturehub-crm-due-lanes");
  }

  @AfterAll
  void stop() {
    context.close();
    listener.stop(0);
    http.close();
  }

  @Test
  void a_signed_call_is_carried_to_the_function() throws Exception {
    var answer = send("POST", "?fnId=nurturehub-crm-due-lanes&stepId=step", SWEEP, signed(SWEEP));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-inngest-sdk")).isPresent();
  }

  @Test
  void a_call_without_a_signature_is_refused() throws Exception {
    assertThat(send("POST", "?fnId=nurturehub-crm-due-lanes", SWEEP, "").statusCode())
        .isEqualTo(500);
  }

  @Test
  void a_call_that_is_too_long_is_refused() throws Exception {
    var longer = " ".repeat(300 * 1024);

    assertThat(send("POST", "?fnId=nurturehub-crm-due-lanes", longer, signed(longer)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void somebody_who_asks_sees_that_it_is_there() throws Exception {
    var answer = send("GET", "", "", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"function_count\":5").doesNotContain("app_id");
  }

  @Test
  void it_registers_when_it_is_told_to() throws Exception {
    var answer = send("PUT", "?deployId=d1", "", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Successfully synced.");
    assertThat(registrations.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void without_inngest_nobody_is_there() throws Exception {
    var elsewhere = TheService.running().http().resolve("/api/inngest");
    var request = HttpRequest.newBuilder(elsewhere).build();

    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isIn(401, 403);
  }

  private HttpResponse<String> send(String method, String query, String body, String signature)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address() + query))
            .method(method, BodyPublishers.ofString(body))
            .header("X-Inngest-Signature", signature)
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  private String address() {
    var server = ((WebServerApplicationContext) context).getWebServer();
    return "http://127.0.0.1:%d/api/inngest".formatted(server == null ? 0 : server.getPort());
  }

  private static String signed(String body) throws GeneralSecurityException {
    var seconds = Instant.now().getEpochSecond();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SIGNING_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signature = mac.doFinal((body + seconds).getBytes(StandardCharsets.UTF_8));
    return "t=%d&s=%s".formatted(seconds, HexFormat.of().formatHex(signature));
  }

  private HttpServer listener() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/fn/register", this::registered);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void registered(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      registrations.add(new String(body, StandardCharsets.UTF_8));
      var answer = "{\"ok\":true,\"modified\":true}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private ConfigurableApplicationContext start() {
    var api = "http://127.0.0.1:" + listener.getAddress().getPort();
    var settings =
        Map.of(
            "spring.datasource.url", database.url(),
            "spring.datasource.username", database.serviceUser(),
            "spring.datasource.password", database.password(),
            "spring.flyway.user", database.ownerUser(),
            "spring.flyway.password", database.password(),
            "nurturehub.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    var chosen =
        List.of(
            "--nurturehub.lanes.engine=inngest",
            "--nurturehub.inngest.signing-key=" + SIGNING_KEY,
            "--nurturehub.inngest.event-key=e1",
            "--nurturehub.inngest.api=" + api,
            "--nurturehub.inngest.address=https://crm.example",
            "--nurturehub.sandbox.enabled=false",
            "--server.port=0",
            "--spring.grpc.server.port=0");
    return new SpringApplicationBuilder(Main.class)
        .properties(Map.<String, Object>copyOf(settings))
        .run(chosen.toArray(String[]::new));
  }
}
