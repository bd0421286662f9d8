package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Visitor;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReapitWebhooksTest {

  private final Visitor visitor = Visitor.signedIn(60);
  private final Listener listener;
  private final Desk desk = visitor.sandbox.reapit().desk("RES");

  ReapitWebhooksTest() throws Exception {
    listener = new Listener();
  }

  @BeforeEach
  void subscribe() {
    visitor.post(
        "/resthooks/",
        """
        {"url": "%s", "topicIds": ["contacts.created", "contacts.modified", "contacts.optedout"],
         "active": true, "ignoreEtagOnlyChanges": true}
        """
            .formatted(listener.url()));
  }

  @AfterEach
  void close() {
    visitor.close();
    listener.close();
  }

  @Test
  void an_edit_is_told_with_the_contact_before_and_after_and_what_differs() throws Exception {
    var id = visitor.anyId();
    var old = visitor.contact(id);

    desk.edit(id, Json.object().put("mobilePhone", "07123 456789"));

    var body = listener.next().body();
    assertThat(body.path("SendAttempts").asInt()).isEqualTo(1);
    assertThat(body.path("topicId").asString("")).isEqualTo("contacts.modified");
    assertThat(body.path("entityId").asString("")).isEqualTo(id);
    assertThat(body.path("customerId").asString("")).isEqualTo("RES");
    assertThat(body.path("eventTime").asString("")).isEqualTo("2026-11-23T10:00:00.0000000Z");
    assertThat(body.path("old").path("_eTag")).isEqualTo(old.path("_eTag"));
    assertThat(body.path("new").path("mobilePhone").asString("")).isEqualTo("07123 456789");
    assertThat(body.path("diff").path("mobilePhone").path(0)).isEqualTo(old.path("mobilePhone"));
    assertThat(body.path("diff").propertyNames())
        .containsExactlyInAnyOrder("mobilePhone", "modified", "_eTag");
    assertThat(body.path("new").has("metadata")).isFalse();
  }

  @Test
  void our_own_writes_are_told_as_well() throws Exception {
    visitor.post("/contacts/", Visitor.jo());

    var body = listener.next().body();
    assertThat(body.path("topicId").asString("")).isEqualTo("contacts.created");
    assertThat(body.path("old").isNull()).isTrue();
    assertThat(body.path("diff").isNull()).isTrue();
  }

  @Test
  void an_opt_out_is_told_twice_under_one_event_id() throws Exception {
    var id = visitor.created(Visitor.jo());
    listener.next();

    visitor.patch(id, visitor.tag(id), "{\"marketingConsent\": \"deny\"}");

    var topics = new HashSet<String>();
    var events = new HashSet<String>();
    for (int delivery = 0; delivery < 2; delivery++) {
      var body = listener.next().body();
      topics.add(body.path("topicId").asString(""));
      events.add(body.path("eventId").asString(""));
    }
    assertThat(topics).containsExactlyInAnyOrder("contacts.modified", "contacts.optedout");
    assertThat(events).hasSize(1);
  }

  @Test
  void archiving_and_deleting_are_told_without_a_new_contact() throws Exception {
    var ids = visitor.ids("?pageSize=2");
    desk.archive(ids.getFirst());
    var archived = listener.next().body();
    desk.delete(ids.getLast());
    var deleted = listener.next().body();

    assertThat(archived.path("topicId").asString("")).isEqualTo("contacts.modified");
    assertThat(archived.path("new").isNull()).isTrue();
    assertThat(archived.path("old").path("id").asString("")).isEqualTo(ids.getFirst());
    assertThat(deleted.path("entityId").asString("")).isEqualTo(ids.getLast());
    assertThat(deleted.path("new").isNull()).isTrue();
  }

  @Test
  void erasing_changing_the_archived_and_changing_what_nobody_sees_is_not_told() throws Exception {
    var ids = visitor.ids("?pageSize=4");
    desk.archive(ids.getFirst());
    listener.next();

    visitor.patch(ids.getFirst(), visitor.tag(ids.getFirst()), "{\"marketingConsent\": \"deny\"}");
    desk.erase(ids.get(1));
    desk.touchUnseen(ids.get(2));
    desk.edit(ids.get(3), Json.object().put("forename", "Ada"));

    assertThat(listener.next().body().path("entityId").asString("")).isEqualTo(ids.get(3));
  }

  @Test
  void the_signature_is_right_and_can_be_checked_with_the_published_key() throws Exception {
    desk.edit(visitor.anyId(), Json.object().put("forename", "Ada"));
    var delivery = listener.next();
    var parts = delivery.signature().orElseThrow().split(":", -1);

    assertThat(parts[0]).isEqualTo("s");
    assertThat(parts[2]).isEqualTo("1795428000");
    assertThat(isSigned(delivery, parts)).isTrue();
  }

  @Test
  void who_cannot_answer_is_told_again_up_to_six_times_at_growing_distance() throws Exception {
    listener.answer(500, 503, 500, 500, 500, 500, 500);
    desk.edit(visitor.anyId(), Json.object().put("forename", "Ada"));
    var first = listener.next();
    awaitAttempts(1);
    var last = first;
    for (int seconds : new int[] {60, 120, 300, 600, 900}) {
      visitor.pass(Duration.ofSeconds(seconds));
      last = listener.next();
      awaitAttempts(last.body().path("SendAttempts").asInt());
    }

    assertThat(last.body().path("SendAttempts").asInt()).isEqualTo(6);
    assertThat(last.body().path("eventId")).isEqualTo(first.body().path("eventId"));
    assertThat(last.signature()).isNotEqualTo(first.signature());
    assertThat(isSigned(last, last.signature().orElseThrow().split(":", -1))).isTrue();
    assertThat(waiting()).isZero();
  }

  @Test
  void who_refuses_is_not_told_again() throws Exception {
    listener.answer(401);
    desk.edit(visitor.anyId(), Json.object().put("forename", "Ada"));
    listener.next();
    awaitAttempts(1);

    assertThat(waiting()).isZero();
  }

  @Test
  void events_of_the_shared_sandbox_are_told_once() throws Exception {
    visitor.send(
        visitor
            .request("/resthooks/")
            .setHeader("reapit-customer", "SBOX")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"url\": \"%s\", \"topicIds\": [\"contacts.modified\"]}"
                        .formatted(listener.url()))));
    listener.answer(500);
    var sbox = visitor.sandbox.reapit().desk("SBOX");
    var id =
        Visitor.json(
                visitor.send(
                    visitor.request("/contacts?pageSize=1").setHeader("reapit-customer", "SBOX")))
            .path("_embedded")
            .path(0)
            .path("id")
            .asString("");

    sbox.edit(id, Json.object().put("forename", "Ada"));
    listener.next();
    awaitAttempts(1);

    assertThat(waiting()).isZero();
  }

  @Test
  void notifications_come_in_bursts_late_unsigned_or_not_at_all_if_told_so() throws Exception {
    var id = visitor.anyId();
    mischief("{\"copies\": 3, \"freshEventIds\": true, \"signature\": \"missing\"}");
    desk.edit(id, Json.object().put("forename", "Ada"));
    var events = new HashSet<String>();
    for (int copy = 0; copy < 3; copy++) {
      var delivery = listener.next();
      events.add(delivery.body().path("eventId").asString(""));
      assertThat(delivery.signature()).isEmpty();
    }
    assertThat(events).hasSize(3);

    mischief("{\"copies\": 1, \"heldBackPercent\": 100, \"holdBackSeconds\": 5}");
    desk.edit(id, Json.object().put("forename", "Late"));
    mischief("{\"heldBackPercent\": 0, \"signature\": \"wrong\"}");
    desk.edit(id, Json.object().put("forename", "Early"));
    var early = listener.next();
    visitor.pass(Duration.ofSeconds(5));
    var late = listener.next();
    assertThat(early.body().path("new").path("forename").asString("")).isEqualTo("Early");
    assertThat(late.body().path("new").path("forename").asString("")).isEqualTo("Late");
    assertThat(isSigned(early, early.signature().orElseThrow().split(":", -1))).isFalse();

    mischief("{\"lostPercent\": 100}");
    desk.edit(id, Json.object().put("forename", "Lost"));
    mischief("{\"lostPercent\": 0}");
    desk.edit(id, Json.object().put("forename", "Found"));
    assertThat(listener.next().body().path("new").path("forename").asString("")).isEqualTo("Found");
  }

  @Test
  void the_signature_is_missing_on_further_attempts_if_told_so() throws Exception {
    mischief("{\"signature\": \"missing_on_retry\", \"timeScale\": 0}");
    listener.answer(500);

    desk.edit(visitor.anyId(), Json.object().put("forename", "Ada"));

    assertThat(listener.next().signature()).isPresent();
    assertThat(listener.next().signature()).isEmpty();
  }

  @Test
  void installing_and_uninstalling_is_told_to_the_portal_s_webhooks() throws Exception {
    visitor.admin(
        "POST",
        "/reapit/webhooks",
        "{\"url\": \"%s\", \"topicIds\": [\"application.install\", \"application.uninstall\"]}"
            .formatted(listener.url()));

    visitor.admin("POST", "/reapit/customers/DXX/disconnect", "");
    var uninstalled = listener.next().body();
    visitor.admin("POST", "/reapit/customers/DXX/connect", "");
    var installed = listener.next().body();

    assertThat(uninstalled.path("topicId").asString("")).isEqualTo("application.uninstall");
    assertThat(installed.path("topicId").asString("")).isEqualTo("application.install");
    assertThat(installed.path("entityId").isNull()).isTrue();
    assertThat(installed.path("new").path("customerId").asString("")).isEqualTo("DXX");
  }

  @Test
  void a_ping_is_of_a_customer_that_does_not_exist() throws Exception {
    visitor.admin("POST", "/reapit/webhooks/ping", "");

    assertThat(listener.next().body().path("customerId").asString("")).isEqualTo("webhook-test");
  }

  private boolean isSigned(Listener.Delivery delivery, String[] parts) throws Exception {
    var key = Visitor.json(visitor.get("/webhooks/signing/" + parts[1])).path("keys").path(0);
    var prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    var bytes = Base64.getUrlDecoder().decode(key.path("x").asString(""));
    var encoded = new byte[prefix.length + bytes.length];
    System.arraycopy(prefix, 0, encoded, 0, prefix.length);
    System.arraycopy(bytes, 0, encoded, prefix.length, bytes.length);
    var signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    signature.update(parts[2].getBytes(StandardCharsets.UTF_8));
    signature.update(delivery.content().copy());
    return signature.verify(Base64.getUrlDecoder().decode(parts[3]));
  }

  private void mischief(String json) {
    assertThat(visitor.admin("PUT", "/reapit/webhooks/mischief", json).statusCode()).isEqualTo(200);
  }

  /// An attempt is noted a moment after its answer was sent.
  private void awaitAttempts(int count) {
    while (visitor.admin("GET", "/reapit/webhooks/attempts", "").body().split("\"at\"", -1).length
        <= count) {
      Thread.onSpinWait();
    }
  }

  private int waiting() {
    return Visitor.json(visitor.admin("GET", "/reapit/webhooks", "")).path("waiting").asInt();
  }
}
