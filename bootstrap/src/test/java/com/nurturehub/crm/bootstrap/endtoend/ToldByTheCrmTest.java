package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.http.Json;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A CRM's messages, from the sandbox through the wired service into an agency's contacts.
class ToldByTheCrmTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String CONNECT =
      """
      mutation ($provider: CrmProvider!, $name: String!, $value: Secret!) {
        connect(input: {provider: $provider, credentials: [{name: $name, value: $value}]}) {
          __typename
        }
      }
      """;

  private static final String INTEGRATION =
      """
      query ($provider: CrmProvider!) {
        integration(provider: $provider) {
          status
          lastRun { id state }
          alerts { cause }
          messages { state instructions wantsSecret lastAt waiting }
        }
      }
      """;

  private static final String CONTACTS =
      """
      {
        contacts(first: 100) {
          edges { node { details { surname } consents { channel status } links { externalId } } }
        }
      }
      """;

  private final TheService service = TheService.running();

  @BeforeEach
  void tell() {
    service.messages("{\"lostPercent\": 0}");
  }

  @AfterEach
  void be_quiet() {
    service.messages(
        """
        {"copies": 1, "lostPercent": 100, "heldBackPercent": 0, "signature": "right",
         "garbled": false}
        """);
  }

  @Test
  void a_change_at_reapit_is_here_by_message_and_no_poll() {
    var office = reapit("told-reapit", "HKS");
    var run = integration(office, "REAPIT").path("lastRun").path("id");
    var id = somebodyAt(office);

    service.sandbox().reapit().desk("HKS").edit(id, Json.object().put("surname", "Lovelace"));

    Office.await(() -> surname(office, id), "Lovelace"::equals);
    assertThat(integration(office, "REAPIT").path("lastRun").path("id")).isEqualTo(run);
    assertThat(integration(office, "REAPIT").path("messages").path("lastAt").isNull()).isFalse();
    Office.await(
        () -> integration(office, "REAPIT").path("messages"),
        messages ->
            messages.path("state").asString().equals("RELIED_ON")
                && messages.path("waiting").asInt() == 0);

    lost_messages_are_made_up_for_by_a_poll(office, id);
    repeated_and_late_messages_end_in_the_same_state(office, id);
    an_opt_out_is_here_by_message(office, id);
  }

  private void lost_messages_are_made_up_for_by_a_poll(Office office, String id) {
    service.messages("{\"lostPercent\": 100}");
    service.sandbox().reapit().desk("HKS").edit(id, Json.object().put("surname", "Lost"));
    service.messages("{\"lostPercent\": 0}");

    office.sync();

    assertThat(surname(office, id)).isEqualTo("Lost");
  }

  private void repeated_and_late_messages_end_in_the_same_state(Office office, String id) {
    var desk = service.sandbox().reapit().desk("HKS");
    service.messages("{\"copies\": 3, \"heldBackPercent\": 50, \"holdBackSeconds\": 1}");
    for (var i = 0; i < 10; i++) {
      desk.edit(id, Json.object().put("surname", "Name" + i));
    }
    service.messages("{\"copies\": 1, \"heldBackPercent\": 0}");

    Office.await(() -> surname(office, id), "Name9"::equals);
    Office.await(
        () -> integration(office, "REAPIT").path("messages").path("waiting").asInt(),
        waiting -> waiting == 0);
    assertThat(surname(office, id)).isEqualTo("Name9");
  }

  private void an_opt_out_is_here_by_message(Office office, String id) {
    service.sandbox().reapit().desk("HKS").edit(id, Json.object().put("marketingConsent", "deny"));

    Office.await(() -> consent(office, id), "DENIED"::equals);
  }

  @Test
  void that_nurturehub_was_uninstalled_is_here_by_message() {
    var office = reapit("told-uninstalled", "HKU");
    admin(
        "POST",
        "/reapit/webhooks",
        """
        {"url": "%s", "topicIds": ["application.uninstall"], "customerIds": ["HKU"]}
        """
            .formatted(service.http().resolve("/webhooks/reapit")));

    service.sandbox().reapit().disconnect("HKU");

    var stopped =
        Office.await(
            () -> integration(office, "REAPIT"),
            seen -> seen.path("status").asString().equals("SUSPENDED"));
    assertThat(stopped.path("alerts").path(0).path("cause").asString()).isEqualTo("ACCESS_REVOKED");
  }

  @Test
  void what_was_accepted_survives_a_restart() {
    var office = reapit("told-restarted", "HKC");
    var id = somebodyAt(office);
    admin(
        "POST",
        "/reapit/faults",
        """
        {"kind": "refuse", "operation": "contacts.list", "customer": "HKC", "status": 503}
        """);
    service.sandbox().reapit().desk("HKC").edit(id, Json.object().put("surname", "Lovelace"));
    Office.await(
        () -> integration(office, "REAPIT").path("messages").path("waiting").asInt(),
        waiting -> waiting > 0);

    service.restart();
    admin("DELETE", "/reapit/faults", "");

    var again = service.office("told-restarted");
    Office.await(() -> surname(again, id), "Lovelace"::equals);
  }

  @Test
  void consent_at_street_is_here_by_message_once_the_agency_has_set_it_up() {
    var office = service.office("told-street");
    connect(office, "STREET", "token", "street-" + TheService.TELLING_NETWORK);
    var messages =
        Office.await(
            () -> integration(office, "STREET").path("messages"),
            seen -> seen.path("state").asString().equals("BY_HAND"));
    assertThat(messages.path("wantsSecret").asBoolean()).isTrue();
    var address =
        messages.path("instructions").asString().replaceAll("(?s).*address ([^,]+),.*", "$1");
    Office.await(
        () -> integration(office, "STREET").path("lastRun").path("state").asString(),
        "SUCCEEDED"::equals);
    var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    office.ask(
        """
        mutation ($secret: Secret!) {
          giveWebhookSecret(input: {provider: STREET, secret: $secret}) { __typename }
        }
        """,
        Map.of("secret", secret));
    admin(
        "POST",
        "/street/webhooks",
        "{\"customer\": \"%s\", \"url\": \"%s\", \"secret\": \"%s\"}"
            .formatted(TheService.TELLING_NETWORK, address, secret));
    var id = somebodyAt(office);

    service
        .sandbox()
        .street()
        .desk(TheService.TELLING_NETWORK)
        .edit(id, Json.object().put("marketing_consent", false));

    Office.await(() -> consent(office, id), "DENIED"::equals);
    assertThat(integration(office, "STREET").path("messages").path("state").asString())
        .isEqualTo("BY_HAND");
  }

  @Test
  void a_thousand_deliveries_that_are_not_the_crms_leave_nothing_but_a_count() throws Exception {
    var office = reapit("told-forged", "HKF");
    var rows = new AgencyRows(service.database(), "told-forged");
    var before = refused();
    var key =
        JsonMapper.shared()
            .readTree(admin("GET", "/reapit/webhooks", ""))
            .path("signingKeyId")
            .asString();
    var posts = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 250; i++) {
      var body = reapitMessage("HKF", i);
      var signature = "s:%s:%d:%s".formatted(key, 1_795_000_000 + i, "A".repeat(86));
      posts.add(() -> post("/webhooks/reapit", Map.of("X-Signature", signature), body));
      posts.add(() -> post("/webhooks/reapit", Map.of(), body));
      posts.add(() -> post("/webhooks/alto", Map.of("x-signature", "guessed"), body));
      posts.add(() ->
          post(
              "/webhooks/street/" + UUID.randomUUID(),
              Map.of("svix-id", "m", "svix-timestamp", "1795428000", "svix-signature", "v1,AA=="),
              body));
    }

    assertThat(all(posts)).hasSize(1_000).containsOnly(401);

    assertThat(refused() - before).isEqualTo(1_000);
    assertThat(rows.events()).isZero();
    assertThat(integration(office, "REAPIT").path("messages").path("waiting").asInt()).isZero();
    assertThat(post("/webhooks/loop", Map.of(), "{}")).isEqualTo(404);
  }

  @Test
  void what_the_crm_signed_long_ago_or_cannot_spell_is_refused() {
    var office = reapit("told-stale", "HKO");
    var id = somebodyAt(office);
    var desk = service.sandbox().reapit().desk("HKO");
    service.messages("{\"signature\": \"stale\"}");
    desk.edit(id, Json.object().put("surname", "Stale"));
    Office.await(() -> lastStatus("HKO"), status -> status == 401);

    service.messages("{\"signature\": \"right\", \"garbled\": true}");
    desk.edit(id, Json.object().put("surname", "Garbled"));
    Office.await(() -> lastStatus("HKO"), status -> status == 400);

    service.messages("{\"garbled\": false, \"signature\": \"wrong\"}");
    desk.edit(id, Json.object().put("surname", "Forged"));
    Office.await(() -> lastStatus("HKO"), status -> status == 401);

    assertThat(new AgencyRows(service.database(), "told-stale").events()).isZero();
  }

  /// An agency at Reapit whose first sync is over and whose messages are registered.
  private Office reapit(String agency, String customer) {
    var office = service.office(agency);
    office.connect(customer);
    office.endedRun();
    Office.await(
        () -> integration(office, "REAPIT").path("messages").path("state").asString(),
        List.of("REGISTERED", "RELIED_ON")::contains);
    return office;
  }

  private static void connect(Office office, String provider, String name, String value) {
    var answer = office.ask(CONNECT, Map.of("provider", provider, "name", name, "value", value));
    assertThat(answer.path("connect").path("__typename").asString()).isEqualTo("Connected");
  }

  private static JsonNode integration(Office office, String provider) {
    return office.ask(INTEGRATION, Map.of("provider", provider)).path("integration");
  }

  private static String somebodyAt(Office office) {
    return office.somebody(1).getFirst().externalId();
  }

  private static JsonNode node(Office office, String externalId) {
    return office
        .ask(CONTACTS)
        .path("contacts")
        .path("edges")
        .valueStream()
        .map(edge -> edge.path("node"))
        .filter(node -> node.at("/links/0/externalId").asString().equals(externalId))
        .findFirst()
        .orElseThrow();
  }

  private static String surname(Office office, String externalId) {
    return node(office, externalId).path("details").path("surname").asString();
  }

  private static String consent(Office office, String externalId) {
    var byChannel = new HashMap<String, String>();
    node(office, externalId)
        .path("consents")
        .forEach(
            one -> byChannel.put(one.path("channel").asString(), one.path("status").asString()));
    return byChannel.getOrDefault("EMAIL", "");
  }

  private int lastStatus(String customer) {
    var attempts = JsonMapper.shared().readTree(admin("GET", "/reapit/webhooks/attempts", ""));
    var last = 0;
    for (var attempt : attempts) {
      if (attempt.path("customer").asString().equals(customer)) {
        last = attempt.path("status").asInt();
      }
    }
    return last;
  }

  private double refused() {
    return List.of("forged", "stale", "malformed").stream()
        .flatMap(outcome ->
            service
                .part(MeterRegistry.class)
                .find("nurturehub.webhook.deliveries")
                .tag("outcome", outcome)
                .counters()
                .stream())
        .mapToDouble(Counter::count)
        .sum();
  }

  private static String reapitMessage(String customer, int number) {
    return """
    {"SendAttempts": 1, "eventId": "%d", "entityId": "X1", "customerId": "%s",
     "eventTime": "2026-11-23T10:00:00Z", "topicId": "contacts.modified"}
    """
        .formatted(number, customer);
  }

  private static List<Integer> all(List<Callable<Integer>> posts) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(16)) {
      var statuses = new ArrayList<Integer>();
      for (var answered : threads.invokeAll(posts)) {
        statuses.add(answered.resultNow());
      }
      return statuses;
    }
  }

  private String admin(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(service.sandbox().admin() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return send(request).body();
  }

  private int post(String path, Map<String, String> headers, String body) {
    var request =
        HttpRequest.newBuilder(service.http().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build()).statusCode();
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
