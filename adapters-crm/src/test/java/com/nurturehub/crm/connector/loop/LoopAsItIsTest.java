package com.nurturehub.crm.connector.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loop as far as it is known: keys can be proved, and that is all.
class LoopAsItIsTest {

  private final AtLoop loop = AtLoop.asItIs();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void a_key_is_proved_by_a_real_call_to_what_is_known_to_exist() {
    var account = loop.connector().authenticate();

    assertThat(account.value()).startsWith("team-").doesNotContain(AtLoop.KEY);
    assertThat(loop.calls("properties.sales")).isEqualTo(1);
    assertThat(loop.connector().authenticate()).isEqualTo(account);
  }

  @Test
  void another_key_is_another_team() {
    var other =
        loop.application
            .claiming(
                Map.of(
                    "apiKey",
                    Secret.of(" " + AtLoop.OTHER_TEAMS_KEY.toUpperCase(Locale.ROOT) + " ")))
            .authenticate();

    assertThat(other).isNotEqualTo(loop.connector().authenticate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "key", "c0a1f111-0000-4000-8000", "g0a1f111-0000-4000-8000-5a2db0c0ffee"})
  void what_is_no_key_is_refused_before_anything_is_called(String typed) {
    var failure =
        catchThrowableOfType(
            CrmFailure.Persistent.class,
            () -> loop.application.claiming(Map.of("apiKey", Secret.of(typed))));

    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
    assertThat(loop.calls("properties.sales")).isZero();
  }

  @Test
  void a_revoked_key_says_whom_to_ask() {
    loop.sandbox.loop().disconnect(AtLoop.TEAM);

    var failure =
        catchThrowableOfType(CrmFailure.Persistent.class, () -> loop.connector().authenticate());

    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
    assertThat(failure).hasMessageContaining("support").hasMessageNotContaining(AtLoop.KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void a_team_that_only_lets_proves_its_key_by_its_lettings(int status) {
    loop.harm(new Harm.Refuse(List.of(status), Optional.empty()), "properties.sales", 1);

    assertThat(loop.connector().authenticate().value()).startsWith("team-");
    assertThat(loop.calls("properties.lettings")).isEqualTo(1);
  }

  @Test
  void an_answer_that_is_no_list_proves_nothing() {
    loop.harm(new Harm.WrongType(), "properties.sales", 1);

    assertThat(
            catchThrowableOfType(CrmFailure.Transient.class, () -> loop.connector().authenticate())
                .why())
        .isEqualTo(FailureCause.MALFORMED_ANSWER);
  }

  @Test
  void the_offer_says_plainly_that_contact_sync_is_not_offered() {
    var offer = loop.application.offer();

    assertThat(offer.notice().orElseThrow()).contains("Contact sync with Loop is not offered");
    var capabilities = offer.capabilities();
    assertThat(capabilities.listsContacts()).isFalse();
    assertThat(capabilities.creates()).isFalse();
    assertThat(capabilities.readable()).isEmpty();
    assertThat(capabilities.writable()).isEmpty();
    assertThat(capabilities.consentReadable()).isEmpty();
    assertThat(capabilities.consentWritable()).isEmpty();
    assertThat(capabilities.signals()).isEmpty();
    assertThat(capabilities.webhooks()).isFalse();
  }

  @Test
  void the_real_loop_is_offered_in_this_way() {
    assertThat(LoopSettings.live().contract()).isEqualTo(Contract.NONE);
    assertThat(LoopSettings.live().api()).isEqualTo(URI.create("https://apiv3.loop.software/api"));
  }

  @Test
  void nobody_is_ever_asked_for_people() {
    var failure =
        catchThrowableOfType(
            CrmFailure.Persistent.class,
            () -> loop.connector().listContacts(new Reading.Everything(SyncCursor.START)));

    assertThat(failure).hasMessageContaining("not offered");
    assertThat(loop.calls("people.list")).isZero();
  }

  @Test
  void a_contract_that_loop_does_not_keep_is_said_to_be_missing_and_never_nobody() {
    var hopeful = loop.connector(loop.settings.with(Contract.PROPOSED));

    var failure =
        catchThrowableOfType(
            CrmFailure.Persistent.class,
            () -> AtLoop.read(hopeful, new Reading.Everything(SyncCursor.START)));

    assertThat(failure.why()).isEqualTo(FailureCause.MISCONFIGURED);
    assertThat(failure).hasMessageContaining("contact sync is not offered");
  }

  @Test
  void changes_are_found_by_polling() {
    assertThat(
            loop.connector()
                .subscribeToEvents(
                    new EventHandler(
                        URI.create("https://hub.example/hooks/x"),
                        new ConnectionId(new UUID(1, 1)))))
        .isEqualTo(new ChangeFeed.PollingOnly());
  }
}
