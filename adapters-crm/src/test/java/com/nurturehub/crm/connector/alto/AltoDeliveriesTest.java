package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.alto.AltoSettings.Hooks;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alto's messages, told from others' by a secret.
class AltoDeliveriesTest {

  private static final Hooks HOOKS =
      Hooks.NONE.with(List.of(Secret.of("fresh"), Secret.of("former")));

  private static final String BODY =
      """
      {"specversion":"1.0","id":"e1|i1","type":"Contact.Modified","source":"alto",
       "subject":"/contacts/123456","time":"2026-01-05T09:30:00Z",
       "data":{"integrationId":"i1","agencyRef":"REF","subjectId":"123456"}}
      """;

  private static Verdict verify(String secret, String body) {
    return AltoWebhooks.verify(Optional.of(secret), body.getBytes(StandardCharsets.UTF_8), HOOKS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fresh", "former"})
  void a_message_with_either_secret_names_its_agency_and_its_household(String secret) {
    assertThat(verify(secret, BODY))
        .isEqualTo(
            new Verdict.Genuine(
                new VerifiedDelivery(
                    CrmProvider.ALTO,
                    new Addressee.Account(new AccountIdentity("REF")),
                    new EventId("e1|i1"),
                    "Contact.Modified",
                    new Subject.OneContact(new ExternalId("123456")))));
  }

  @Test
  void another_secret_is_nobodys() {
    assertThat(verify("guess", BODY)).isEqualTo(new Verdict.Forged());
    assertThat(AltoWebhooks.verify(Optional.empty(), new byte[0], HOOKS))
        .isEqualTo(new Verdict.Forged());
  }

  @Test
  void without_a_secret_no_message_is_taken() {
    assertThat(AltoWebhooks.verify(Optional.of(""), new byte[0], Hooks.NONE))
        .isEqualTo(new Verdict.NotOffered());
  }

  @Test
  void a_word_about_the_integration_is_about_access() {
    assertThat(verify("fresh", BODY.replace("Contact.Modified", "Integration.Disabled")))
        .isInstanceOfSatisfying(
            Verdict.Genuine.class,
            told -> assertThat(told.delivery().subject()).isEqualTo(new Subject.Access()));
  }

  @Test
  void what_cannot_be_read_is_malformed_and_what_is_about_property_is_irrelevant() {
    assertThat(verify("fresh", "{\"type\":")).isEqualTo(new Verdict.Malformed());
    assertThat(verify("fresh", "[]")).isEqualTo(new Verdict.Malformed());
    assertThat(verify("fresh", BODY.replace("\"agencyRef\":\"REF\",", "")))
        .isEqualTo(new Verdict.Malformed());
    assertThat(verify("fresh", BODY.replace("Contact.Modified", "Property.Modified")))
        .isEqualTo(new Verdict.Irrelevant());
  }

  @Test
  void once_a_secret_is_agreed_on_it_is_arranged() {
    var handler =
        new EventHandler(URI.create("https://hub.example/hook"), new ConnectionId(new UUID(1, 1)));

    assertThat(AltoWebhooks.subscribe(handler, HOOKS))
        .isInstanceOfSatisfying(
            ChangeFeed.Webhooks.class,
            feed -> assertThat(feed.sweepEvery()).isEqualTo(Duration.ofHours(6)));
  }
}
