package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.alto.AltoSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Genuine messages in a burst, over sixteen connections that are kept. With
/// `-Dnurturehub.deliveries=20000` it is a measurement: the figures are printed.
class ManyDeliveriesTest {

  private static final Logger LOG = LoggerFactory.getLogger(ManyDeliveriesTest.class);

  private static final int DELIVERIES = Integer.getInteger("nurturehub.deliveries", 300);
  private static final int SENDERS = 16;

  private static final String CONNECT =
      """
      mutation ($account: Secret!) {
        connect(input: {provider: ALTO, credentials: [{name: "agencyRef", value: $account}]}) {
          __typename
        }
      }
      """;

  private static final String INTEGRATION =
      "{ integration(provider: ALTO) { lastRun { state } messages { waiting } } }";

  private final TheService service = TheService.running();

  private record Answered(int status, Duration after) {}

  @Test
  void a_burst_of_genuine_messages_is_taken_without_loss() throws Exception {
    var office = service.office("told-alto");
    office.ask(CONNECT, Map.of("account", AltoSettings.MARKET_PLACE));
    Office.await(() -> integration(office).at("/lastRun/state").asString(), "SUCCEEDED"::equals);
    var household = office.somebody(1).getFirst().externalId().split("-", 2)[0];
    var rows = new AgencyRows(service.database(), "told-alto");

    var begun = System.nanoTime();
    var answers = sendAll(household);
    report(answers, Duration.ofNanos(System.nanoTime() - begun));

    assertThat(answers).hasSize(DELIVERIES).extracting(Answered::status).containsOnly(202);
    assertThat(rows.events()).isEqualTo(DELIVERIES / 2);
    Office.await(
        () -> integration(office).at("/messages/waiting").asInt(), waiting -> waiting == 0);
  }

  /// Every other one is a repetition.
  private List<Answered> sendAll(String household) throws InterruptedException, ExecutionException {
    try (var http = HttpClient.newHttpClient();
        var threads = Executors.newFixedThreadPool(SENDERS)) {
      var posts = new ArrayList<Callable<Answered>>();
      for (var i = 0; i < DELIVERIES; i++) {
        var request = message("event-" + i / 2, household);
        posts.add(() -> send(http, request));
      }
      var answers = new ArrayList<Answered>();
      for (var answered : threads.invokeAll(posts)) {
        answers.add(answered.get());
      }
      return answers;
    }
  }

  private static Answered send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    var begun = System.nanoTime();
    var status = http.send(request, BodyHandlers.discarding()).statusCode();
    return new Answered(status, Duration.ofNanos(System.nanoTime() - begun));
  }

  private HttpRequest message(String event, String household) {
    var body =
        """
        {"specversion": "1.0", "id": "%s", "type": "Contact.Modified", "source": "alto",
         "subject": "/contacts/%s", "time": "2026-11-23T10:00:00Z",
         "data": {"integrationId": "i", "agencyRef": "%s", "subjectId": "%s"}}
        """
            .formatted(event, household, AltoSettings.MARKET_PLACE, household);
    return HttpRequest.newBuilder(service.http().resolve("/webhooks/alto"))
        .header("Content-Type", "application/json")
        .header("x-signature", TheService.ALTO_SECRET)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static JsonNode integration(Office office) {
    return office.ask(INTEGRATION).path("integration");
  }

  private static void report(List<Answered> answers, Duration all) {
    var sorted = answers.stream().map(Answered::after).sorted().toList();
    LOG.warn(
        "deliveries={} perSecond={} p50={}ms p99={}ms",
        sorted.size(),
        Math.round(sorted.size() * 1e9 / all.toNanos()),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.get(sorted.size() * 99 / 100).toMillis());
  }
}
