package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AltoTokenTest {

  private final AltoCaller caller = AltoCaller.signedIn(30);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void the_integration_gets_a_token_for_its_secret() {
    var answer = AltoCaller.json(caller.token("sandbox-alto-secret"));

    assertThat(answer.path("access_token").asString("")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(answer.path("token_type").asString("")).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
  }

  @Test
  void a_wrong_secret_or_none_is_refused() {
    var plain = caller.tokenRequest("grant_type=client_credentials");

    assertThat(caller.token("guessed").statusCode()).isEqualTo(401);
    assertThat(caller.send(plain).statusCode()).isEqualTo(401);
  }

  @Test
  void another_grant_is_refused() {
    var asked =
        caller
            .tokenRequest("grant_type=password")
            .header("Authorization", "Basic c2FuZGJveC1hbHRvLWNsaWVudDpzYW5kYm94LWFsdG8tc2VjcmV0");

    assertThat(caller.send(asked).statusCode()).isEqualTo(400);
  }

  @Test
  void a_token_expires_also_soon_if_told_to() {
    caller.options("{\"tokenLifeMillis\": 90000}");
    caller.signIn();

    caller.sandbox.clock().advance(Duration.ofSeconds(89));
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(200);
    caller.sandbox.clock().advance(Duration.ofSeconds(1));
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(401);
  }

  @Test
  void a_second_token_leaves_the_first_alone() {
    var first = caller.bearer();
    caller.signIn();

    assertThat(caller.bearer()).isNotEqualTo(first);
    caller.use(first);
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(200);
  }

  @Test
  void the_lifetime_of_a_token_may_go_unsaid() {
    caller.options("{\"saysTokenLife\": false}");

    assertThat(AltoCaller.json(caller.token("sandbox-alto-secret")).has("expires_in")).isFalse();
  }

  @Test
  void tokens_are_revoked_and_the_secret_is_replaced() {
    caller.sandbox.alto().revokeTokens();
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(401);

    caller.sandbox.alto().rotateSecret(new Passphrase("fresh"));
    assertThat(caller.token("sandbox-alto-secret").statusCode()).isEqualTo(401);
    assertThat(caller.token("fresh").statusCode()).isEqualTo(200);
  }

  @Test
  void nothing_of_a_token_request_is_recorded() {
    var told = caller.sandbox.alto().journal().find(one -> one.operation().equals("token"), 10);

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().body()).isEmpty();
    assertThat(told.getFirst().headers()).containsEntry("authorization", "Basic");
  }
}
