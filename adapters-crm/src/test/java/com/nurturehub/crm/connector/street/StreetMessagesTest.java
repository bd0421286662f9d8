package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.connector.street.StreetSettings.Messages;
import com.nurturehub.crm.connector.street.StreetSettings.Scheme;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Street's own messages are told from others'.
class StreetMessagesTest {

  private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = bytes("{\"test\": 2432232314}");

  /// The example in the documents of Svix.
  private static final Map<String, String> EXAMPLE =
      Map.of(
          "svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "svix-timestamp", "1614265330",
          "svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

  @Test
  void the_published_example_is_genuine() {
    assertThat(isGenuine(EXAMPLE, BODY, NOW)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"svix-", "webhook-"})
  void a_message_is_genuine_with_either_prefix(String prefix) throws Exception {
    assertThat(isGenuine(signed(prefix, "msg_1", NOW, BODY), BODY, NOW)).isTrue();
  }

  @Test
  void any_one_of_several_signatures_is_enough() throws Exception {
    var headers = new HashMap<>(signed("svix-", "msg_1", NOW, BODY));
    headers.put("svix-signature", "v1,b2xk v2,x " + headers.get("svix-signature"));

    assertThat(isGenuine(headers, BODY, NOW)).isTrue();
  }

  @Test
  void a_changed_body_is_not_genuine() {
    assertThat(isGenuine(EXAMPLE, bytes("{\"test\": 2432232315}"), NOW)).isFalse();
  }

  @Test
  void another_id_or_time_is_not_genuine() {
    var id = new HashMap<>(EXAMPLE);
    id.put("svix-id", "msg_other");
    var time = new HashMap<>(EXAMPLE);
    time.put("svix-timestamp", "1614265331");

    assertThat(isGenuine(id, BODY, NOW)).isFalse();
    assertThat(isGenuine(time, BODY, NOW)).isFalse();
  }

  @Test
  void an_old_or_future_signature_is_a_replayed_one() {
    assertThat(isGenuine(EXAMPLE, BODY, NOW.plus(Duration.ofMinutes(5)))).isTrue();
    assertThat(isGenuine(EXAMPLE, BODY, NOW.plus(Duration.ofMinutes(6)))).isFalse();
    assertThat(isGenuine(EXAMPLE, BODY, NOW.minus(Duration.ofMinutes(6)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"svix-id", "svix-timestamp", "svix-signature"})
  void a_message_without_one_of_the_headers_is_not_genuine(String missing) {
    var headers = new HashMap<>(EXAMPLE);
    headers.remove(missing);

    assertThat(isGenuine(headers, BODY, NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "v1,", "v1,!!!", "yesterday", "99999999999999999999"})
  void nonsense_is_not_genuine(String nonsense) {
    for (var header : EXAMPLE.keySet()) {
      var headers = new HashMap<>(EXAMPLE);
      headers.put(header, nonsense);
      assertThat(isGenuine(headers, BODY, NOW)).isFalse();
    }
  }

  @Test
  void a_secret_in_a_header_of_the_agencys_own_is_the_other_way() {
    var settings = Messages.USUAL.with(Scheme.SECRET_HEADER);

    assertThat(
            StreetWebhooks.isGenuine(
                Map.of("x-webhook-secret", SECRET.reveal()), BODY, SECRET, settings, NOW))
        .isTrue();
    assertThat(
            StreetWebhooks.isGenuine(
                Map.of("x-webhook-secret", "guess"), BODY, SECRET, settings, NOW))
        .isFalse();
    assertThat(StreetWebhooks.isGenuine(Map.of(), BODY, SECRET, settings, NOW)).isFalse();
  }

  @Test
  void a_secret_address_proves_itself() {
    var settings = Messages.USUAL.with(Scheme.SECRET_ADDRESS);

    assertThat(StreetWebhooks.isGenuine(Map.of(), BODY, SECRET, settings, NOW)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"data\": {\"person\": {\"id\": \"p-1\"}}",
        "\"data\": {\"id\": \"p-1\"}",
        "\"data\": {\"relationships\": {\"person\": {\"data\": {\"id\": \"p-1\"}}}}",
        "\"person_id\": \"p-1\"",
        "\"id\": \"p-1\""
      })
  void the_person_is_found_wherever_the_message_has_them(String where) {
    var body = bytes("{\"type\": \"person.marketing-preferences.updated\", %s}".formatted(where));

    var message = StreetWebhooks.read(EXAMPLE, body, Messages.USUAL).orElseThrow();

    assertThat(message.person()).contains(new ExternalId("p-1"));
    assertThat(message.id()).contains("msg_p5jXN8AQM9LWM0D4loKWxJek");
    assertThat(message.event()).isEqualTo("person.marketing-preferences.updated");
  }

  @Test
  void a_message_without_a_person_asks_for_a_look_at_everything() {
    var body = bytes("{\"type\": \"person.updated\", \"data\": {\"id\": \"../../etc\"}}");

    assertThat(StreetWebhooks.read(EXAMPLE, body, Messages.USUAL).orElseThrow().person()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\": \"invoice.created\"}", "{}", "[]", "", "{\"type\": 7}"})
  void what_is_not_about_people_is_of_no_interest(String body) {
    assertThat(StreetWebhooks.read(EXAMPLE, bytes(body), Messages.USUAL)).isEmpty();
  }

  @Test
  void messages_are_switched_on_by_a_person_who_is_told_how() {
    var feed =
        StreetWebhooks.subscribe(
            new EventHandler(
                URI.create("https://hub.example/hooks/x"), new ConnectionId(new UUID(1, 1))),
            Messages.USUAL);

    assertThat(feed)
        .isInstanceOfSatisfying(
            ChangeFeed.SetUpByHand.class,
            byHand ->
                assertThat(byHand.instructions())
                    .contains("Webhooks", "https://hub.example/hooks/x"));
  }

  private static boolean isGenuine(Map<String, String> headers, byte[] body, Instant now) {
    return StreetWebhooks.isGenuine(headers, body, SECRET, Messages.USUAL, now);
  }

  private static Map<String, String> signed(String prefix, String id, Instant at, byte[] body)
      throws Exception {
    var time = Long.toString(at.getEpochSecond());
    var mac = Mac.getInstance("HmacSHA256");
    var key = Base64.getDecoder().decode(SECRET.reveal().substring(6));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(bytes(id + "." + time + "."));
    var signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    return Map.of(prefix + "id", id, prefix + "timestamp", time, prefix + "signature", signature);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
