package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.connector.alto.AltoSettings.Hooks;
import com.nurturehub.crm.connector.alto.AltoSettings.Proof;
import com.nurturehub.crm.connector.alto.AltoWebhooks.Event;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AltoWebhooksTest {

  private static final Hooks BOTH =
      Hooks.NONE.with(List.of(Secret.of("fresh"), Secret.of("former")));

  private static final String MODIFIED =
      """
      {"specversion": "1.0", "id": "b1e9|1111", "type": "Contact.Modified", "source": "alto",
       "subject": "/contacts/123456", "time": "2026-01-05T09:30:00Z",
       "datacontenttype": "application/json", "colour": "blue",
       "data": {"integrationId": "1111", "agencyRef": "REF", "branchId": "2681",
                "subjectId": "123456", "relatedSubjects": []}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"fresh", "former", " fresh "})
  void while_a_secret_is_replaced_both_are_good(String shown) {
    assertThat(AltoWebhooks.isGenuine(Optional.of(shown), BOTH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FRESH", "freshformer", "fresh2", "Basic ZnJlc2g="})
  void any_other_secret_is_refused(String shown) {
    assertThat(AltoWebhooks.isGenuine(Optional.of(shown), BOTH)).isFalse();
  }

  @Test
  void no_secret_is_refused_and_so_is_any_where_none_was_agreed_on() {
    assertThat(AltoWebhooks.isGenuine(Optional.empty(), BOTH)).isFalse();
    assertThat(AltoWebhooks.isGenuine(Optional.of(""), Hooks.NONE)).isFalse();
    assertThat(AltoWebhooks.isGenuine(Optional.empty(), Hooks.NONE)).isFalse();
  }

  @Test
  void basic_authentication_will_do_as_well() {
    var basic = new Hooks(Proof.BASIC, List.of(Secret.of("hub:fresh")), Duration.ofHours(6));

    assertThat(AltoWebhooks.header(basic)).isEqualTo("Authorization");
    assertThat(AltoWebhooks.isGenuine(Optional.of("Basic aHViOmZyZXNo"), basic)).isTrue();
    assertThat(AltoWebhooks.isGenuine(Optional.of("Basic aHViOmZvcm1lcg=="), basic)).isFalse();
    assertThat(AltoWebhooks.isGenuine(Optional.of("Basic !!!"), basic)).isFalse();
    assertThat(AltoWebhooks.isGenuine(Optional.of("hub:fresh"), basic)).isFalse();
  }

  @Test
  void no_more_than_two_secrets_are_good_at_once() {
    var three = List.of(Secret.of("a"), Secret.of("b"), Secret.of("c"));

    assertThatThrownBy(() -> Hooks.NONE.with(three)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_message_says_which_household_of_which_agency_changed() {
    assertThat(AltoWebhooks.event(bytes(MODIFIED)))
        .contains(
            new Event(
                "b1e9|1111",
                "Contact.Modified",
                "REF",
                Optional.of("123456"),
                Instant.parse("2026-01-05T09:30:00Z")));
  }

  @Test
  void a_message_about_the_integration_is_about_no_household() {
    var event =
        AltoWebhooks.event(bytes(MODIFIED.replace("Contact.Modified", "Integration.Deactivated")));

    assertThat(event).map(Event::household).contains(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"type\": \"Contact.Modified\"}", "\u0000"})
  void what_is_no_message_is_none(String body) {
    assertThat(AltoWebhooks.event(bytes(body))).isEmpty();
  }

  @Test
  void messages_about_other_things_are_not_ours() {
    assertThat(AltoWebhooks.event(bytes(MODIFIED.replace("Contact.Modified", "Property.Modified"))))
        .isEmpty();
    assertThat(AltoWebhooks.event(bytes(MODIFIED.replace("\"123456\"", "\"../../x\"")))).isEmpty();
    assertThat(AltoWebhooks.event(bytes(MODIFIED.replace("2026-01-05T09:30:00Z", "soon"))))
        .isEmpty();
  }

  @Test
  void somebody_has_to_have_messages_set_up_and_is_told_how() {
    var feed =
        AltoWebhooks.subscribe(
            new EventHandler(
                URI.create("https://hub.example/hook"), new ConnectionId(new UUID(1, 1))),
            Hooks.NONE);

    assertThat(feed)
        .isInstanceOfSatisfying(
            ChangeFeed.SetUpByHand.class,
            byHand ->
                assertThat(byHand.instructions())
                    .contains("connectsupport@altosoftwaregroup.co.uk")
                    .contains("https://hub.example/hook")
                    .contains("Contact.Modified")
                    .contains("x-signature"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
