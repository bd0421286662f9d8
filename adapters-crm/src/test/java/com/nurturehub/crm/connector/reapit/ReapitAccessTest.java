package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Remedy.Button;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is let in, and what happens when the door closes.
class ReapitAccessTest {

  private final AtReapit reapit = AtReapit.with(30);

  @AfterEach
  void close() {
    reapit.close();
  }

  @Test
  void a_customer_is_proved_by_one_cheap_call() {
    assertThat(reapit.connector().authenticate()).isEqualTo(new AccountIdentity("RES"));

    assertThat(reapit.calls("contacts.list")).isEqualTo(1);
  }

  @Test
  void every_call_names_the_customer_and_the_version() {
    reapit.connector().authenticate();

    assertThat(reapit.told("contacts.list").getFirst().headers())
        .containsEntry("reapit-customer", "RES")
        .containsEntry("api-version", "2020-01-31");
  }

  @Test
  void one_token_serves_every_customer() {
    reapit.application.connectTo(AtReapit.at("RES")).authenticate();
    reapit.application.connectTo(AtReapit.at("DXX")).authenticate();

    assertThat(reapit.calls("connect.token")).isEqualTo(1);
  }

  @Test
  void a_token_that_is_refused_is_renewed_once() {
    reapit.connector().authenticate();
    reapit.sandbox.reapit().revokeTokens();

    reapit.connector().authenticate();

    assertThat(reapit.calls("connect.token")).isEqualTo(2);
  }

  @Test
  void a_token_that_is_refused_again_and_again_is_for_a_person() {
    reapit.harm(new Harm.Refuse(List.of(401), Optional.empty()), "contacts.list", 10);

    var failure = failure(FailureCause.CREDENTIALS_REFUSED);

    assertThat(failure.why().remedy().button()).isEqualTo(Button.RECONNECT);
    assertThat(reapit.calls("contacts.list")).isEqualTo(2);
  }

  @Test
  void a_customer_who_threw_us_out_has_to_let_us_in_again() {
    reapit.sandbox.reapit().disconnect("RES");

    var failure = failure(FailureCause.ACCESS_REVOKED);

    assertThat(failure.why().remedy().button()).isEqualTo(Button.RECONNECT);
    assertThat(reapit.calls("contacts.list")).isEqualTo(1);
  }

  @Test
  void a_secret_that_was_changed_is_nurturehubs_own_business() {
    reapit.sandbox.reapit().rotateSecret(new Passphrase("another"));

    failure(FailureCause.MISCONFIGURED);
  }

  @Test
  void nothing_secret_stands_in_any_message() {
    reapit.sandbox.reapit().rotateSecret(new Passphrase("another"));

    assertThatThrownBy(() -> reapit.connector().authenticate())
        .hasMessageNotContaining("sandbox-secret")
        .hasMessageNotContaining("Basic");
    assertThat(reapit.settings.toString()).doesNotContain("sandbox-secret");
  }

  @Test
  void a_typed_code_is_believed_of_a_sandbox_on_this_machine() {
    var connector = reapit.application.claiming(Map.of("customer", Secret.of(" RES ")));

    assertThat(connector.authenticate()).isEqualTo(new AccountIdentity("RES"));
  }

  @Test
  void a_typed_code_proves_nothing_at_reapit_itself() {
    try (var live =
        AtReapit.application(
            ReapitSettings.live("client", Secret.of("secret")), Sleeper.system())) {
      assertThatThrownBy(() -> live.claiming(Map.of("customer", Secret.of("RES"))))
          .isInstanceOf(CrmFailure.Persistent.class)
          .hasMessageContaining("Reapit Connect");
      assertThat(live.offer().notice().orElseThrow()).contains("Reapit Connect");
    }
  }

  @Test
  void a_host_name_that_only_sounds_local_is_not_believed() {
    var elsewhere = URI.create("https://127.0.0.1.nip.example/platform");

    assertThat(
            ReapitSettings.of(elsewhere, elsewhere, "client", Secret.of("secret"))
                .believesTypedCodes())
        .isFalse();
  }

  @Test
  void what_is_no_code_is_refused_before_anybody_is_asked() {
    assertThatThrownBy(
            () -> reapit.application.claiming(Map.of("customer", Secret.of("RES\r\nX: y"))))
        .isInstanceOf(CrmFailure.Persistent.class);
    assertThatThrownBy(() -> reapit.application.claiming(Map.of()))
        .isInstanceOf(CrmFailure.Persistent.class);
  }

  @Test
  void reapits_limits_are_kept_by_however_many_at_once() throws InterruptedException {
    var application =
        AtReapit.application(
            reapit.settings.with(reapit.settings.pace().withLimits(new RateLimits(20, 250_000, 5))),
            Sleeper.system());
    try (application;
        var many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 45; i++) {
        many.execute(() -> application.connectTo(AtReapit.at("RES")).authenticate());
      }
      many.shutdown();
      assertThat(many.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    var counts = reapit.sandbox.reapit().journal().counts();
    assertThat(counts.of("contacts.list")).isEqualTo(45);
    assertThat(counts.inFlightMax().get("RES")).isLessThanOrEqualTo(5);
    assertThat(counts.perSecondMax()).isLessThanOrEqualTo(21);
  }

  @Test
  void registering_for_messages_is_done_once() {
    var address = URI.create("http://127.0.0.1:1/webhooks/reapit");
    var handler = new EventHandler(address, new ConnectionId(new UUID(1, 1)));

    var first = reapit.connector().subscribeToEvents(handler);
    var second = reapit.connector().subscribeToEvents(handler);

    assertThat(first).isEqualTo(second).isInstanceOf(ChangeFeed.Webhooks.class);
    assertThat(reapit.calls("resthooks.create")).isEqualTo(1);
  }

  @Test
  void without_a_public_address_nothing_is_registered() {
    try (var live =
        AtReapit.application(
            ReapitSettings.live("client", Secret.of("secret")), Sleeper.system())) {
      var handler =
          new EventHandler(
              URI.create("http://localhost:8080/webhooks"), new ConnectionId(new UUID(1, 1)));

      assertThat(live.connectTo(AtReapit.at("RES")).subscribeToEvents(handler))
          .isInstanceOf(ChangeFeed.SetUpByHand.class);
    }
  }

  private CrmFailure failure(FailureCause why) {
    var failure =
        catchThrowableOfType(CrmFailure.Persistent.class, () -> reapit.connector().authenticate());
    assertThat(failure.why()).isEqualTo(why);
    return failure;
  }

  @Test
  void a_pause_that_reapit_asks_for_is_passed_on() {
    reapit.connector().authenticate();
    reapit.harm(
        new Harm.Refuse(List.of(429), Optional.of(Duration.ofSeconds(9))), "contacts.list", 1);

    var failure =
        catchThrowableOfType(CrmFailure.Transient.class, () -> reapit.connector().authenticate());

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
  }
}
