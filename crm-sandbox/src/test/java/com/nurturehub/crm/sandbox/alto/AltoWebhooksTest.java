package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AltoWebhooksTest {

  private record Delivery(List<String> signature, List<String> authorization, ObjectNode body) {}

  private final AltoCaller caller = AltoCaller.signedIn(60);
  private final LinkedBlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private final HttpServer listener;

  AltoWebhooksTest() throws IOException {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          var body = Json.ours(Bytes.of(exchange.getRequestBody().readAllBytes()));
          var headers = exchange.getRequestHeaders();
          var delivery =
              new Delivery(
                  headers.getOrDefault("X-signature", List.of()),
                  headers.getOrDefault("Authorization", List.of()),
                  body);
          exchange.sendResponseHeaders(answers.isEmpty() ? 202 : answers.removeFirst(), -1);
          exchange.close();
          arrived.add(delivery);
        });
    listener.start();
  }

  @BeforeEach
  void subscribe() {
    subscribe("signature", "s3cret");
  }

  @AfterEach
  void close() {
    caller.close();
    listener.stop(0);
  }

  @Test
  void an_edit_is_told_thinly_with_the_shared_secret() throws Exception {
    var id = caller.anyId();

    caller.desk().edit(id, Json.object().put("notes", "called"));

    var delivery = next();
    assertThat(delivery.signature()).containsExactly("s3cret");
    var event = delivery.body();
    assertThat(event.path("specversion").asString("")).isEqualTo("1.0");
    assertThat(event.path("type").asString("")).isEqualTo("Contact.Modified");
    assertThat(event.path("subject").asString("")).isEqualTo("/contacts/" + id);
    assertThat(event.path("time").asString("")).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(event.path("id").asString(""))
        .matches("[0-9a-f-]{36}\\|11111111-2222-3333-4444-555555555555");
    assertThat(event.path("data").path("agencyRef").asString("")).isEqualTo(AltoCaller.AGENCY);
    assertThat(event.path("data").path("subjectId").asString("")).isEqualTo(id);
    assertThat(event.path("data").path("branchId").isString()).isTrue();
    assertThat(event.toString()).doesNotContain("called");
  }

  @Test
  void our_own_writes_are_told_as_well() throws Exception {
    caller.post("/contacts", AltoCaller.jo());

    assertThat(next().body().path("type").asString("")).isEqualTo("Contact.Created");
  }

  @Test
  void that_a_contact_vanished_is_never_told() throws Exception {
    var ids = caller.ids("?active=true&max-results=2");
    caller.desk().delete(ids.get(0));
    caller.desk().archive(ids.get(1));

    assertThat(next().body().path("data").path("subjectId").asString("")).isEqualTo(ids.get(1));
    assertThat(arrived).isEmpty();
  }

  @Test
  void activation_is_told_for_the_group_and_for_a_branch() throws Exception {
    caller.sandbox.alto().disconnect(AltoCaller.AGENCY);
    assertThat(next().body().path("type").asString("")).isEqualTo("Integration.Disabled");

    caller.sandbox.alto().connect(AltoCaller.AGENCY);
    assertThat(next().body().path("type").asString("")).isEqualTo("Integration.Enabled");

    caller.sandbox.alto().setActivated(AltoCaller.AGENCY, "2682", false);
    var deactivated = next().body();
    assertThat(deactivated.path("type").asString("")).isEqualTo("Integration.Deactivated");
    assertThat(deactivated.path("data").path("branchId").asString("")).isEqualTo("2682");
  }

  @Test
  void a_delivery_is_repeated_with_the_same_id_until_it_is_taken() throws Exception {
    answers.addAll(List.of(500, 401));
    mischief("{\"timeScale\": 0}");

    caller.desk().edit(caller.anyId(), Json.object().put("notes", "x"));

    var first = next().body();
    assertThat(next().body()).isEqualTo(first);
    assertThat(next().body()).isEqualTo(first);
    assertThat(caller.admin("GET", "/alto/webhooks/attempts", "").body()).contains("\"attempt\":2");
  }

  @Test
  void repeating_ends_six_hours_after_the_change() throws Exception {
    answers.add(500);
    caller.desk().edit(caller.anyId(), Json.object().put("notes", "x"));
    next();
    waitUntilWaiting(1);

    caller.sandbox.clock().advance(Duration.ofHours(7));
    waitUntilWaiting(0);

    assertThat(caller.admin("GET", "/alto/webhooks/attempts", "").body())
        .contains("\"attempt\":1")
        .doesNotContain("\"attempt\":2");
  }

  @Test
  void deliveries_come_twice_and_late_if_told_to() throws Exception {
    mischief("{\"copies\": 2}");
    caller.desk().edit(caller.anyId(), Json.object().put("notes", "x"));
    assertThat(next().body()).isEqualTo(next().body());

    mischief("{\"copies\": 1, \"heldBackPercent\": 100, \"holdBackSeconds\": 60}");
    var ids = caller.ids("?active=true&max-results=2");
    caller.desk().edit(ids.get(0), Json.object().put("notes", "y"));
    mischief("{\"heldBackPercent\": 0}");
    caller.desk().edit(ids.get(1), Json.object().put("notes", "z"));
    assertThat(next().body().path("data").path("subjectId").asString("")).isEqualTo(ids.get(1));
    caller.sandbox.clock().advance(Duration.ofSeconds(61));
    assertThat(next().body().path("data").path("subjectId").asString("")).isEqualTo(ids.get(0));
  }

  @Test
  void the_secret_is_wrong_or_missing_if_told_to() throws Exception {
    mischief("{\"signature\": \"wrong\"}");
    caller.desk().edit(caller.anyId(), Json.object().put("notes", "x"));
    assertThat(next().signature()).containsExactly("not-s3cret");

    mischief("{\"signature\": \"missing\"}");
    caller.desk().edit(caller.anyId(), Json.object().put("notes", "y"));
    assertThat(next().signature()).isEmpty();
  }

  @Test
  void a_subscription_may_ask_for_basic_authentication() throws Exception {
    caller.admin("DELETE", "/alto/webhooks", "");
    subscribe("basic", "hub:s3cret");

    caller.desk().edit(caller.anyId(), Json.object().put("notes", "x"));

    assertThat(next().authorization()).containsExactly("Basic aHViOnMzY3JldA==");
  }

  @Test
  void only_this_machine_is_delivered_to() {
    var answer =
        caller.admin("POST", "/alto/webhooks", "{\"url\": \"https://elsewhere.example/\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private void subscribe(String proof, String secret) {
    var given =
        Json.object()
            .put("url", "http://127.0.0.1:%d/".formatted(listener.getAddress().getPort()))
            .put("proof", proof)
            .put("secret", secret);
    caller.admin("POST", "/alto/webhooks", given.toString());
  }

  private void waitUntilWaiting(int count) throws InterruptedException {
    for (int look = 0; look < 2_000; look++) {
      if (AltoCaller.json(caller.admin("GET", "/alto/webhooks", "")).path("waiting").asInt()
          == count) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("never " + count + " waiting");
  }

  private void mischief(String json) {
    caller.admin("PUT", "/alto/webhooks/mischief", json);
  }

  private Delivery next() throws InterruptedException {
    var delivery = arrived.poll(20, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("nothing came");
    }
    return delivery;
  }
}
