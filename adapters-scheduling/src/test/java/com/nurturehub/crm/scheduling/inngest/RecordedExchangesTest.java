package com.nurturehub.crm.scheduling.inngest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.testkit.inngest.Signing;
import com.nurturehub.crm.testkit.inngest.StandInInngest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a real server (1.43.0) was seen to send and to answer.
class RecordedExchangesTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SigningKey KEY =
      SigningKey.read(Secret.of("5ca1ab1e".repeat(8))).orElseThrow();

  private final JsonNode recorded = JSON.readTree(bytes("exchanges.json"));
  private final StandInInngest standIn =
      StandInInngest.start(KEY.digits(), Secret.of("c0ffee"), Duration.ofHours(1));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    standIn.close();
  }

  @Test
  void the_signature_of_a_real_call_is_genuine() {
    var header = recorded.path("signature").asString();
    var at = Instant.ofEpochSecond(Long.parseLong(header.substring(2, header.indexOf('&'))));
    var signatures = new Signatures(List.of(KEY), InstantSource.fixed(at.plusSeconds(3)));

    assertThat(signatures.check(Optional.of(header), bytes("call.json"))).isEqualTo(Proof.GENUINE);
    assertThat(Signing.header(KEY.digits().reveal(), bytes("call.json"), at)).isEqualTo(header);
  }

  @Test
  void the_stand_in_calls_as_a_real_server_does() throws Exception {
    register(KEY);
    post("/e/c0ffee", JSON.writeValueAsString(List.of(event())), "");

    assertThat(shape(firstCall())).isEqualTo(shape(JSON.readTree(bytes("call.json"))));
  }

  @Test
  void the_stand_in_answers_as_a_real_server_does() throws Exception {
    same(register(KEY), "registered");
    same(register(SigningKey.read(Secret.of("00")).orElseThrow()), "registeredWithAnotherKey");
    var events = JSON.writeValueAsString(List.of(event()));
    same(post("/e/c0ffee", events, ""), "eventTaken");
    same(post("/e/0000", events, ""), "eventWithAnotherKey");
  }

  private record Answered(int status, String body) {}

  private void same(Answered answer, String as) {
    var real = recorded.path(as);
    assertThat(answer.status()).isEqualTo(real.path("status").asInt());
    if (real.path("body").asString().startsWith("{")) {
      assertThat(shape(JSON.readTree(answer.body())))
          .isEqualTo(shape(JSON.readTree(real.path("body").asString())));
    } else {
      assertThat(answer.body()).isEqualTo(real.path("body").asString());
    }
  }

  private JsonNode firstCall() throws InterruptedException {
    for (var i = 0; i < 600 && standIn.made().isEmpty(); i++) {
      Thread.sleep(50);
    }
    return standIn.made().getFirst();
  }

  /// The event of the recorded call, as it was sent.
  private static Map<String, Object> event() {
    var event = JSON.readTree(bytes("call.json")).path("event");
    return Map.of(
        "name", event.path("name"),
        "id", event.path("id"),
        "ts", event.path("ts"),
        "data", event.path("data"));
  }

  private Answered register(SigningKey key) throws IOException, InterruptedException {
    // Nobody listens there; what is sent is looked at, not what comes of it.
    var registration =
        new String(bytes("registration.json"), StandardCharsets.UTF_8)
            .replace("https://crm.example/", "http://127.0.0.1:9/");
    return post("/fn/register", registration, key.bearer().reveal());
  }

  private Answered post(String path, String body, String authorization)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(standIn.address() + path))
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return new Answered(answer.statusCode(), answer.body());
  }

  /// The names and kinds of everything in it, without the values.
  private static Object shape(JsonNode node) {
    if (node.isObject()) {
      var fields = new TreeMap<String, Object>();
      node.properties().forEach(field -> fields.put(field.getKey(), shape(field.getValue())));
      return fields;
    }
    return node.isArray()
        ? node.valueStream().map(RecordedExchangesTest::shape).toList()
        : node.getNodeType();
  }

  private static byte[] bytes(String name) {
    try (var file = RecordedExchangesTest.class.getResourceAsStream("/inngest/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
