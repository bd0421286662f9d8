package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.Delivered;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.connector.phone.UkPhoneNumbers;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Reapit's messages, told from others', with keys that Reapit is asked for.
class ReapitDeliveriesTest {

  private static final String BODY =
      """
      {"SendAttempts":1,"eventId":"e1","entityId":"RPT1","customerId":"RES",\
      "eventTime":"2020-05-13T09:33:16.8811358Z","topicId":"contacts.modified",\
      "new":{"id":"RPT1"},"old":null,"diff":null}\
      """;

  private final KeyPair pair = keyPair();
  private final AtomicInteger asked = new AtomicInteger();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private int status = 200;
  private final ReapitApplication reapit =
      new ReapitApplication(
          ReapitSettings.live("nurturehub", Secret.of("s3cret")),
          new Surroundings(
                  new OneToken(), (_, _) -> Map.of(), new UkPhoneNumbers(), () -> now, _ -> {})
              .watchedBy(_ ->
                  request -> {
                    asked.incrementAndGet();
                    assertThat(request.headers()).containsEntry("reapit-customer", "SBOX");
                    var isKnown = request.uri().getPath().endsWith("/key-1");
                    var answer =
                        "{\"keys\":[{\"kid\":\"key-1\",\"crv\":\"Ed25519\",\"x\":\"%s\"}]}"
                            .formatted(published(pair));
                    return new CrmResponse(
                        isKnown ? status : Math.max(status, 404),
                        Map.of("content-type", "application/json"),
                        answer.getBytes(StandardCharsets.UTF_8),
                        true);
                  }));

  @AfterEach
  void close() {
    reapit.close();
  }

  private static final class OneToken implements ApplicationTokens {

    @Override
    public Secret current(CrmProvider provider, Supplier<Token> fetch) {
      return Secret.of("token");
    }

    @Override
    public void refused(CrmProvider provider, Secret token) {
      throw new IllegalStateException("it was not refused");
    }
  }

  private Verdict verify(String signature, String body) {
    return reapit.verify(Delivered.of(CrmProvider.REAPIT, Map.of("x-signature", signature), body));
  }

  private Verdict genuine(String body) {
    return verify(signed("key-1", body, now), body);
  }

  @Test
  void a_genuine_message_names_its_customer_and_its_contact() {
    assertThat(genuine(BODY))
        .isEqualTo(
            new Verdict.Genuine(
                new VerifiedDelivery(
                    CrmProvider.REAPIT,
                    new Addressee.Account(new AccountIdentity("RES")),
                    new EventId("e1 contacts.modified RPT1"),
                    "contacts.modified",
                    new Subject.OneContact(new ExternalId("RPT1")))));
  }

  @Test
  void a_retry_is_the_same_event_although_its_bytes_differ() {
    var retried = BODY.replace("\"SendAttempts\":1", "\"SendAttempts\":2");

    assertThat(genuine(retried)).isEqualTo(genuine(BODY));
  }

  @Test
  void that_it_was_uninstalled_is_about_access() {
    var body =
        BODY.replace("contacts.modified", "application.uninstall").replace("\"RPT1\"", "null");

    assertThat(genuine(body))
        .isInstanceOfSatisfying(
            Verdict.Genuine.class,
            told -> assertThat(told.delivery().subject()).isEqualTo(new Subject.Access()));
  }

  @Test
  void the_portals_test_and_other_topics_are_nothing_to_us() {
    assertThat(genuine(BODY.replace("\"RES\"", "\"webhook-test\"")))
        .isEqualTo(new Verdict.Irrelevant());
    assertThat(genuine(BODY.replace("contacts.modified", "landlords.modified")))
        .isEqualTo(new Verdict.Irrelevant());
  }

  @Test
  void what_was_signed_and_cannot_be_read_is_malformed() {
    assertThat(genuine("{\"topicId\":")).isEqualTo(new Verdict.Malformed());
    assertThat(genuine("[]")).isEqualTo(new Verdict.Malformed());
    assertThat(genuine(BODY.replace("\"eventId\":\"e1\",", ""))).isEqualTo(new Verdict.Malformed());
  }

  @Test
  void a_message_that_was_kept_is_stale_when_it_is_replayed() {
    var signature = signed("key-1", BODY, now);
    now = now.plus(Duration.ofMinutes(11));

    assertThat(verify(signature, BODY)).isEqualTo(new Verdict.Stale());
  }

  @Test
  void a_thousand_that_were_tampered_with_are_all_refused() {
    var chance = new SplittableRandom(7);
    var signature = signed("key-1", BODY, now);
    for (var i = 0; i < 1_000; i++) {
      var body = BODY.getBytes(StandardCharsets.UTF_8);
      body[chance.nextInt(body.length)] ^= (byte) (1 << chance.nextInt(7));

      var verdict =
          reapit.verify(
              new Delivered(CrmProvider.REAPIT, List.of(), Map.of("X-Signature", signature), body));

      assertThat(verdict).isEqualTo(new Verdict.Forged());
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_key_is_asked_for_once_and_kept() {
    genuine(BODY);
    genuine(BODY);
    now = now.plus(Duration.ofHours(23));
    genuine(BODY);
    assertThat(asked).hasValue(1);

    now = now.plus(Duration.ofHours(2));
    assertThat(genuine(BODY)).isInstanceOf(Verdict.Genuine.class);

    assertThat(asked).hasValue(2);
  }

  @Test
  void keys_that_are_made_up_cost_one_question_in_a_while() {
    for (var i = 0; i < 1_000; i++) {
      assertThat(verify(signed("made-up-" + i, BODY, now), BODY)).isEqualTo(new Verdict.Forged());
    }
    assertThat(asked).hasValue(1);

    now = now.plus(Duration.ofMinutes(2));
    assertThat(genuine(BODY)).isInstanceOf(Verdict.Genuine.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void while_reapit_does_not_say_nothing_is_called_forged() {
    status = 503;

    assertThatThrownBy(() -> genuine(BODY)).isInstanceOf(CrmFailure.class);
    assertThatThrownBy(() -> genuine(BODY)).isInstanceOf(CrmFailure.class);
    assertThat(asked).hasValue(1);

    status = 200;
    now = now.plus(Duration.ofMinutes(2));
    assertThat(genuine(BODY)).isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void a_key_that_was_good_stays_good_while_reapit_does_not_say() {
    genuine(BODY);
    status = 503;
    now = now.plus(Duration.ofHours(25));

    assertThat(genuine(BODY)).isInstanceOf(Verdict.Genuine.class);
  }

  private String signed(String key, String body, Instant at) {
    try {
      var stamp = Long.toString(at.getEpochSecond());
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(stamp.getBytes(StandardCharsets.US_ASCII));
      signature.update(body.getBytes(StandardCharsets.UTF_8));
      return "s:%s:%s:%s"
          .formatted(
              key, stamp, Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String published(KeyPair pair) {
    var encoded = pair.getPublic().getEncoded();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
