package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.Delivered;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.street.StreetSettings.Scheme;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Street's messages, told from others' by the secret of the connection they were sent to.
class StreetDeliveriesTest {

  private static final ConnectionId OURS = new ConnectionId(new UUID(1, 1));
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Secret SECRET = Secret.of("whsec_" + KEY);
  private static final String EVENT = "person.marketing-preferences.updated";
  private static final String BODY =
      "{\"type\":\"%s\",\"data\":{\"person\":{\"id\":\"p-1\"}}}".formatted(EVENT);

  private Instant now = Instant.parse("2026-11-23T10:00:00Z");

  private Verdict verify(
      Scheme scheme, List<String> address, Map<String, String> headers, String body) {
    var settings = StreetSettings.live();
    try (var street =
        new StreetApplication(
            settings.with(settings.messages().with(scheme)),
            Worlds.at(
                () -> now,
                _ -> {},
                (_, asked) ->
                    asked.equals(OURS)
                        ? Map.of(CredentialVault.WEBHOOK_SECRET, SECRET)
                        : Map.of()))) {
      return street.verify(
          new Delivered(
              CrmProvider.STREET, address, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private Verdict signed(String address, String body) {
    return verify(Scheme.SVIX, List.of(address), signature(body), body);
  }

  @Test
  void a_message_signed_with_the_connections_secret_is_genuine() {
    assertThat(signed(OURS.toString(), BODY))
        .isEqualTo(
            new Verdict.Genuine(
                new VerifiedDelivery(
                    CrmProvider.STREET,
                    new Addressee.OwnAddress(OURS),
                    new EventId("msg_1"),
                    EVENT,
                    new Subject.OneContact(new ExternalId("p-1")))));
  }

  @Test
  void a_message_that_does_not_say_whom_it_is_about_asks_for_a_look_at_all() {
    assertThat(signed(OURS.toString(), "{\"type\":\"%s\"}".formatted(EVENT)))
        .isInstanceOfSatisfying(
            Verdict.Genuine.class,
            told -> assertThat(told.delivery().subject()).isEqualTo(new Subject.SomeContact()));
  }

  @Test
  void what_was_kept_is_stale_and_what_was_changed_is_forged() {
    var headers = signature(BODY);

    assertThat(verify(Scheme.SVIX, List.of(OURS.toString()), headers, BODY + " "))
        .isEqualTo(new Verdict.Forged());
    now = now.plus(Duration.ofMinutes(6));
    assertThat(verify(Scheme.SVIX, List.of(OURS.toString()), headers, BODY))
        .isEqualTo(new Verdict.Stale());
    assertThat(verify(Scheme.SVIX, List.of(OURS.toString()), headers, BODY + " "))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void nobody_is_believed_at_an_address_whose_secret_we_do_not_have() {
    assertThat(signed(new UUID(2, 2).toString(), BODY)).isEqualTo(new Verdict.Forged());
    assertThat(signed("no connection", BODY)).isEqualTo(new Verdict.Forged());
    assertThat(verify(Scheme.SVIX, List.of(), signature(BODY), BODY))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void what_is_signed_and_unreadable_is_malformed_and_what_is_about_others_is_irrelevant() {
    assertThat(signed(OURS.toString(), "{\"type\":")).isEqualTo(new Verdict.Malformed());
    assertThat(signed(OURS.toString(), "{\"type\":\"invoice.created\"}"))
        .isEqualTo(new Verdict.Irrelevant());
  }

  @Test
  void the_secret_may_stand_in_a_header_of_the_agencys_own() {
    var right = Map.of("X-Webhook-Secret", SECRET.reveal());

    assertThat(verify(Scheme.SECRET_HEADER, List.of(OURS.toString()), right, BODY))
        .isInstanceOf(Verdict.Genuine.class);
    assertThat(
            verify(
                Scheme.SECRET_HEADER,
                List.of(OURS.toString()),
                Map.of("X-Webhook-Secret", "guess"),
                BODY))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void the_secret_may_stand_in_the_address() {
    var right = List.of(OURS.toString(), SECRET.reveal());

    assertThat(verify(Scheme.SECRET_ADDRESS, right, Map.of(), BODY))
        .isInstanceOf(Verdict.Genuine.class);
    assertThat(verify(Scheme.SECRET_ADDRESS, List.of(OURS.toString()), Map.of(), BODY))
        .isEqualTo(new Verdict.Forged());
    assertThat(verify(Scheme.SECRET_ADDRESS, List.of(OURS.toString(), "guess"), Map.of(), BODY))
        .isEqualTo(new Verdict.Forged());
  }

  private Map<String, String> signature(String body) {
    try {
      var stamp = Long.toString(now.getEpochSecond());
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
      var signed =
          mac.doFinal("msg_1.%s.%s".formatted(stamp, body).getBytes(StandardCharsets.UTF_8));
      return Map.of(
          "svix-id",
          "msg_1",
          "svix-timestamp",
          stamp,
          "svix-signature",
          "v1," + Base64.getEncoder().encodeToString(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
