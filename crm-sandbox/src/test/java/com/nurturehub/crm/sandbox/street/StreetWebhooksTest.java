package com.nurturehub.crm.sandbox.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Ear;
import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StreetWebhooksTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final Guest guest = StreetGuest.of(60);
  private final Ear ear = new Ear();
  private final Desk desk = guest.sandbox.street().desk(StreetGuest.NETWORK);
  private final String id = StreetGuest.anyId(guest);

  @BeforeEach
  void consent() {
    desk.edit(id, Json.object().put("marketing_consent", true));
  }

  @AfterEach
  void close() {
    guest.close();
    ear.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"svix", "webhook"})
  void a_change_of_consent_is_told_and_signed_with_either_prefix(String prefix) throws Exception {
    subscribe(prefix);

    optOut();

    var heard = ear.next();
    assertThat(heard.body().path("type").asString(""))
        .isEqualTo("person.marketing-preferences.updated");
    assertThat(heard.body().path("data").path("person").path("id").asString("")).isEqualTo(id);
    assertThat(heard.header("x-agency")).isEqualTo("riverside");
    var signed =
        heard.header(prefix + "-id")
            + "."
            + heard.header(prefix + "-timestamp")
            + "."
            + heard.content().text();
    assertThat(heard.header(prefix + "-signature")).isEqualTo("v1," + hmac(signed));
  }

  @Test
  void what_is_not_about_consent_is_not_told() {
    subscribe("svix");

    desk.edit(id, Json.object().put("first_name", "Ada"));
    optOut();

    assertThat(ear.next().body().path("type").asString("")).startsWith("person.marketing");
    assertThat(ear.hasHeardMore()).isFalse();
  }

  @Test
  void consent_changed_through_the_api_is_told_or_not() {
    subscribe("svix");
    patch(false);
    assertThat(ear.next().body().path("data").path("person").path("id").asString("")).isEqualTo(id);

    StreetGuest.option(guest, "announcesOwnWrites", false);
    patch(true);
    desk.edit(id, Json.object().put("marketing_consent", false));
    ear.next();

    assertThat(ear.hasHeardMore()).isFalse();
  }

  @Test
  void a_message_that_is_not_taken_comes_again_with_the_same_id() {
    subscribe("svix");
    mischief("{\"timeScale\": 0}");
    ear.answer(500, 404);

    optOut();

    var first = ear.next().header("svix-id");
    assertThat(ear.next().header("svix-id")).isEqualTo(first);
    assertThat(ear.next().header("svix-id")).isEqualTo(first);
  }

  @Test
  void a_message_that_nobody_takes_comes_eight_times_at_growing_distance() {
    subscribe("svix");
    ear.answer(500, 500, 500, 500, 500, 500, 500, 500);
    optOut();
    var ids = new HashSet<String>();
    ids.add(ear.next().header("svix-id"));

    for (var wait : List.of("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT10H")) {
      guest.awaitWaiting("/street/webhooks", 1);
      guest.pass(Duration.parse(wait));
      ids.add(ear.next().header("svix-id"));
    }

    guest.awaitWaiting("/street/webhooks", 0);
    assertThat(ids).hasSize(1);
  }

  @Test
  void messages_overtake_each_other_when_a_tester_wants_it() {
    subscribe("svix");
    mischief("{\"heldBackPercent\": 100, \"holdBackSeconds\": 60}");
    tell("person.first");
    mischief("{\"heldBackPercent\": 0}");
    tell("person.second");

    assertThat(ear.next().body().path("type").asString("")).isEqualTo("person.second");
    guest.pass(Duration.ofSeconds(61));
    assertThat(ear.next().body().path("type").asString("")).isEqualTo("person.first");
  }

  @Test
  void messages_come_twice_badly_signed_or_stale_when_a_tester_wants_it() {
    subscribe("svix");
    mischief("{\"copies\": 2}");
    optOut();
    var ids = new HashSet<String>();
    ids.add(ear.next().header("svix-id"));
    ids.add(ear.next().header("svix-id"));
    assertThat(ids).hasSize(1);

    mischief("{\"copies\": 1, \"signature\": \"stale\"}");
    tell();
    assertThat(ear.next().header("svix-timestamp"))
        .isEqualTo(Long.toString(Guest.NOW.minusSeconds(3600).getEpochSecond()));
    mischief("{\"signature\": \"missing\"}");
    tell();
    assertThat(ear.next().header("svix-signature")).isEmpty();
  }

  @Test
  void attempts_are_listed() {
    subscribe("svix");
    optOut();
    ear.next();

    assertThat(guest.admin("GET", "/street/webhooks", "").body()).contains(SECRET, "\"waiting\":0");
  }

  private void subscribe(String prefix) {
    guest.admin(
        "POST",
        "/street/webhooks",
        """
        {"customer": "RIVERSIDE", "url": "%s", "secret": "%s", "prefix": "%s",
         "headers": {"X-Agency": "riverside"}}
        """
            .formatted(ear.url(), SECRET, prefix));
  }

  private void optOut() {
    desk.edit(id, Json.object().put("marketing_consent", false));
  }

  private void tell() {
    tell("person.marketing-preferences.updated");
  }

  private void tell(String event) {
    guest.admin(
        "POST",
        "/street/webhooks/tell",
        "{\"customer\": \"RIVERSIDE\", \"event\": \"%s\", \"person\": \"%s\"}"
            .formatted(event, id));
  }

  private void patch(boolean consent) {
    guest.call(
        "PATCH",
        "/people/" + id,
        StreetGuest.change(
            id,
            "{\"first_name\": \"A\", \"last_name\": \"B\", \"marketing_consent\": %s}"
                .formatted(consent)));
  }

  private void mischief(String json) {
    guest.admin("PUT", "/street/webhooks/mischief", json);
  }

  private static String hmac(String text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    var key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
