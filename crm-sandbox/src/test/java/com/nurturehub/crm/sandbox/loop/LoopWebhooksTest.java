package com.nurturehub.crm.sandbox.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Ear;
import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoopWebhooksTest {

  private static final String SECRET = "shared";

  private final Guest guest = LoopGuest.of(60);
  private final Ear ear = new Ear();
  private final Desk desk = guest.sandbox.loop().desk(LoopGuest.TEAM);
  private final String id = LoopGuest.anyId(guest);

  @BeforeEach
  void subscribe() {
    guest.admin(
        "POST",
        "/loop/webhooks",
        "{\"customer\": \"COALVILLE\", \"url\": \"%s\", \"secret\": \"%s\"}"
            .formatted(ear.url(), SECRET));
  }

  @AfterEach
  void close() {
    guest.close();
    ear.close();
  }

  @Test
  void a_message_is_thin_and_signed() throws Exception {
    edit("Byron");

    var heard = ear.next();

    assertThat(heard.body().propertyNames())
        .containsExactly("eventId", "eventType", "occurredAt", "personId", "dateUpdated");
    assertThat(heard.body().path("personId").asString("")).isEqualTo(id);
    assertThat(heard.header("x-loop-event")).isEqualTo("person.updated");
    assertThat(heard.header("x-loop-delivery"))
        .isEqualTo(heard.body().path("eventId").asString(""));
    assertThat(heard.header("x-loop-signature"))
        .isEqualTo(
            "sha256=" + hmac(heard.header("x-loop-timestamp") + "." + heard.content().text()));
  }

  @Test
  void creating_and_archiving_are_told_by_name() {
    desk.create(Json.object().put("lastName", "Bell"));
    assertThat(ear.next().header("x-loop-event")).isEqualTo("person.created");

    desk.archive(id);

    assertThat(ear.next().header("x-loop-event")).isEqualTo("person.archived");
  }

  @Test
  void a_message_comes_again_until_it_is_taken() {
    mischief("{\"timeScale\": 0}");
    ear.answer(503);

    edit("Byron");

    assertThat(ear.next().header("x-loop-delivery"))
        .isEqualTo(ear.next().header("x-loop-delivery"));
  }

  @Test
  void a_message_that_nobody_takes_comes_six_times_at_growing_distance() {
    ear.answer(503, 503, 503, 503, 503, 503);
    edit("Byron");
    var deliveries = new HashSet<String>();
    deliveries.add(ear.next().header("x-loop-delivery"));

    for (var wait : List.of("PT10S", "PT1M", "PT5M", "PT30M", "PT2H")) {
      guest.awaitWaiting("/loop/webhooks", 1);
      guest.pass(Duration.parse(wait));
      deliveries.add(ear.next().header("x-loop-delivery"));
    }

    guest.awaitWaiting("/loop/webhooks", 0);
    assertThat(deliveries).hasSize(1);
  }

  @Test
  void messages_come_twice_and_overtake_each_other_when_a_tester_wants_it() {
    mischief("{\"copies\": 2}");
    edit("Byron");
    assertThat(ear.next().header("x-loop-delivery"))
        .isEqualTo(ear.next().header("x-loop-delivery"));

    mischief("{\"copies\": 1, \"heldBackPercent\": 100, \"holdBackSeconds\": 60}");
    edit("King");
    mischief("{\"heldBackPercent\": 0}");
    desk.archive(id);
    assertThat(ear.next().header("x-loop-event")).isEqualTo("person.archived");
    guest.pass(Duration.ofSeconds(61));
    assertThat(ear.next().header("x-loop-event")).isEqualTo("person.updated");
  }

  @Test
  void a_message_is_stale_when_a_tester_wants_it() {
    mischief("{\"signature\": \"stale\"}");

    edit("Byron");

    assertThat(ear.next().header("x-loop-timestamp"))
        .isEqualTo(Long.toString(Guest.NOW.minusSeconds(3600).getEpochSecond()));
  }

  @Test
  void a_wrong_signature_is_wrong() throws Exception {
    mischief("{\"signature\": \"wrong\"}");

    edit("Byron");

    var heard = ear.next();
    assertThat(heard.header("x-loop-signature"))
        .startsWith("sha256=")
        .isNotEqualTo(
            "sha256=" + hmac(heard.header("x-loop-timestamp") + "." + heard.content().text()));
  }

  private void edit(String lastName) {
    desk.edit(id, Json.object().put("lastName", lastName));
  }

  private void mischief(String json) {
    guest.admin("PUT", "/loop/webhooks/mischief", json);
  }

  private static String hmac(String text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
