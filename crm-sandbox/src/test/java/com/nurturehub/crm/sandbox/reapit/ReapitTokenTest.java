package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.Visitor;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReapitTokenTest {

  private final Visitor visitor = new Visitor(SandboxSettings.demo());

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void the_application_gets_a_token_for_an_hour_and_no_refresh_token() {
    var answer = visitor.tokenAnswer("client_credentials", "");

    assertThat(answer.path("access_token").asString("").split("\\.", -1)).hasSize(3);
    assertThat(answer.path("token_type").asString("")).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.has("refresh_token")).isFalse();
  }

  @Test
  void the_legacy_path_gives_tokens_too() {
    assertThat(visitor.token("/token", "sandbox-secret", "client_credentials", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_same_token_is_given_again_while_five_minutes_are_left() {
    var first = visitor.tokenAnswer("client_credentials", "");
    visitor.pass(Duration.ofMinutes(55));
    var second = visitor.tokenAnswer("client_credentials", "");
    visitor.pass(Duration.ofSeconds(1));
    var third = visitor.tokenAnswer("client_credentials", "");

    assertThat(second.path("access_token")).isEqualTo(first.path("access_token"));
    assertThat(second.path("expires_in").asInt()).isEqualTo(300);
    assertThat(third.path("access_token")).isNotEqualTo(first.path("access_token"));
  }

  @Test
  void a_token_is_refused_after_its_hour() {
    visitor.signIn();
    visitor.pass(Duration.ofHours(1));

    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(401);
  }

  @Test
  void a_wrong_secret_is_an_invalid_client() {
    var answer = visitor.token("/oauth/token", "guessed", "client_credentials", "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
  }

  @Test
  void a_request_that_is_no_form_is_invalid() {
    var answer =
        visitor.send(
            HttpRequest.newBuilder(visitor.sandbox.reapitConnect().resolve("connect/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_request\"}");
  }

  @Test
  void an_unknown_refresh_token_is_an_invalid_grant() {
    var answer =
        visitor.token("/oauth/token", "sandbox-secret", "refresh_token", "&refresh_token=x");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
  }

  @Test
  void the_identity_host_fails_in_words_of_its_own() {
    visitor.admin("POST", "/reapit/faults", "{\"kind\": \"refuse\", \"status\": 503}");

    var answer = visitor.token("/oauth/token", "sandbox-secret", "client_credentials", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
  }

  @Test
  void revoked_tokens_are_refused_and_new_ones_work() {
    visitor.signIn();
    visitor.sandbox.reapit().revokeTokens();

    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(401);
    visitor.signIn();
    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(200);
  }

  @Test
  void after_a_rotation_only_the_new_secret_works() {
    visitor.sandbox.reapit().rotateSecret(new Passphrase("fresh"));

    assertThat(visitor.token("/oauth/token", "sandbox-secret", "client_credentials", "").body())
        .contains("invalid_client");
    assertThat(visitor.token("/oauth/token", "fresh", "client_credentials", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void no_secret_and_no_token_is_recorded() {
    visitor.signIn();
    visitor.get("/contacts");
    visitor.send(
        HttpRequest.newBuilder(
            URI.create(visitor.sandbox.reapitConnect() + "/authorize?state=planted")));

    assertThat(visitor.sandbox.reapit().journal().find(_ -> true, 100).toString())
        .contains("connect.token", "connect.consent")
        .doesNotContain("planted")
        .doesNotContain("sandbox-secret")
        .doesNotContain(visitor.bearer());
  }
}
