package com.nurturehub.crm.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.ReceiveWebhook.Receipt;
import com.nurturehub.crm.domain.connection.CrmProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.local();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED,    202",
    "DUPLICATE,   202",
    "UNROUTABLE,  202",
    "IRRELEVANT,  202",
    "FORGED,      401",
    "STALE,       401",
    "MALFORMED,   400",
    "NOT_OFFERED, 404",
  })
  void each_receipt_has_its_status_and_is_counted(Receipt receipt, int status) throws Exception {
    server.hub().receive = _ -> receipt;
    var before = count("reapit", receipt.name().toLowerCase(Locale.ROOT));

    var answer = post("/webhooks/reapit", "{}");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(count("reapit", receipt.name().toLowerCase(Locale.ROOT))).isEqualTo(before + 1);
  }

  @Test
  void what_was_sent_is_handed_on_byte_for_byte() throws Exception {
    var seen = new AtomicReference<RawDelivery>();
    server.hub().receive =
        delivery -> {
          seen.set(delivery);
          return Receipt.ACCEPTED;
        };
    var body = " {\"a\" :\t1,\r\n \"ü\": \"\\u00fc\"}\n";

    HTTP.send(
        HttpRequest.newBuilder(server.http("/webhooks/street/one/two"))
            .header("Svix-Id", "msg_1")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());

    assertThat(seen.get().provider()).isEqualTo(CrmProvider.STREET);
    assertThat(seen.get().address()).isEqualTo(List.of("one", "two"));
    assertThat(seen.get().header("svix-id")).contains("msg_1");
    assertThat(seen.get().header("svix-signature")).isEmpty();
    assertThat(seen.get().body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void trouble_of_ours_is_never_told_as_the_crms() throws Exception {
    server.hub().receive =
        _ -> {
          throw new IllegalStateException("the database is down");
        };
    var before = count("alto", "trouble");

    var answer = post("/webhooks/alto", "{}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
    assertThat(count("alto", "trouble")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobody_may_send_much_whether_he_says_so_or_not(boolean says) throws Exception {
    server.hub().receive = _ -> Receipt.ACCEPTED;
    var much = new byte[WebhookEndpoint.BODY_BYTES_MAX + 1];

    var answer =
        post(
            "/webhooks/reapit",
            says
                ? BodyPublishers.ofByteArray(much)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much)));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void a_crm_we_do_not_know_has_no_address_here() throws Exception {
    assertThat(post("/webhooks/hubspot", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void only_deliveries_are_taken() throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(server.http("/webhooks/reapit")).build(),
            BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  private static double count(String provider, String outcome) {
    var counter =
        server
            .bean(MeterRegistry.class)
            .find(WebhookCounts.METER)
            .tags("provider", provider, "outcome", outcome)
            .counter();
    return counter == null ? 0 : counter.count();
  }

  private static HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return post(path, BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> post(String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(server.http(path)).POST(body).build(), BodyHandlers.ofString());
  }
}
