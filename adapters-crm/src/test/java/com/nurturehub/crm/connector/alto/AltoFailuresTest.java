package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.fault.Harm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AltoFailuresTest {

  private final AtAlto alto = AtAlto.with(40);

  @AfterEach
  void close() {
    alto.close();
  }

  @Test
  void an_agency_is_proved_by_one_cheap_call() {
    assertThat(alto.connector().authenticate().value()).isEqualTo(AtAlto.AGENCY);
    assertThat(alto.calls("integration.get")).isEqualTo(1);
    assertThat(alto.sandbox.alto().journal().counts().total()).isEqualTo(2);
  }

  @Test
  void one_token_serves_many_calls() {
    alto.everything();

    assertThat(alto.calls("token")).isEqualTo(1);
  }

  @Test
  void an_expired_token_is_renewed_without_anybody_noticing() {
    alto.connector().authenticate();
    alto.sandbox.alto().revokeTokens();

    assertThat(alto.everything()).isNotEmpty();
    assertThat(alto.calls("token")).isGreaterThan(1);
  }

  @Test
  void a_token_that_is_refused_when_fresh_is_not_renewed_for_ever() {
    alto.harm(new Harm.Refuse(List.of(401), Optional.empty()), "contacts.list");

    var failure = failure(Persistent.class);

    assertThat(failure.why()).isEqualTo(FailureCause.PERMISSION_MISSING);
    assertThat(alto.calls("contacts.list")).isEqualTo(2);
  }

  @Test
  void nurturehubs_own_wrong_secret_is_nurturehubs_to_correct() {
    alto.sandbox.alto().rotateSecret(new Passphrase("another"));

    assertThat(failure(Persistent.class).why()).isEqualTo(FailureCause.MISCONFIGURED);
  }

  @Test
  void the_lifetime_of_a_token_is_assumed_where_alto_does_not_say() {
    alto.options("{'saysTokenLife': false}");

    assertThat(alto.everything()).isNotEmpty();
    assertThat(alto.calls("token")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 400})
  void an_agency_that_switched_us_off_is_told_to_switch_us_on(int status) {
    alto.sandbox.alto().disconnect(AtAlto.AGENCY);
    alto.options("{'unplugged': %d}".formatted(status));
    alto.spoilsItself();

    var failure = failure(Persistent.class);

    assertThat(failure.why()).isEqualTo(FailureCause.ACCESS_REVOKED);
    assertThat(failure).hasMessageContaining("Marketplace");
  }

  @Test
  void a_missing_permission_is_told_from_a_missing_activation() {
    alto.harm(new Harm.Refuse(List.of(403), Optional.empty()), "contacts.get");

    assertThat(failure(Persistent.class).why()).isEqualTo(FailureCause.PERMISSION_MISSING);
  }

  @Test
  void an_agency_that_alto_does_not_know_is_told_so() {
    var stranger = alto.application.connectTo(AtAlto.at("00000000-0000-0000-0000-000000000000"));
    alto.spoilsItself();

    var failure = catchThrowableOfType(Persistent.class, stranger::authenticate);

    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
  }

  @Test
  void a_rate_limit_passes_and_says_when_to_come_back() {
    alto.harm(new Harm.Refuse(List.of(429), Optional.of(Duration.ofSeconds(7))), "contacts.list");

    var failure = failure(Transient.class);

    assertThat(failure.why()).isEqualTo(FailureCause.RATE_LIMITED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void a_rate_limit_that_does_not_say_when_waits_a_second() {
    alto.harm(new Harm.Refuse(List.of(429), Optional.empty()), "contacts.list");

    assertThat(failure(Transient.class).retryAfter()).contains(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, TIMED_OUT",
    "408, TIMED_OUT"
  })
  void what_alto_cannot_do_now_it_may_do_later(int status, FailureCause cause) {
    alto.harm(new Harm.Refuse(List.of(status), Optional.empty()), "contacts.list");

    assertThat(failure(Transient.class).why()).isEqualTo(cause);
  }

  @Test
  void calls_keep_to_our_manners() {
    var application =
        alto.application(
            alto.settings.with(new AltoSettings.Pace(0, 2, Duration.ZERO, Duration.ofSeconds(30))));
    alto.forgetCalls();
    try (var pages =
        application
            .connectTo(AtAlto.at(AtAlto.AGENCY))
            .listContacts(new Reading.Everything(SyncCursor.START))) {
      pages.next();
    }
    application.close();

    assertThat(alto.sandbox.alto().journal().counts().inFlightMax().get(AtAlto.AGENCY))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void nothing_secret_and_nothing_personal_is_in_a_message() {
    alto.harm(new Harm.Refuse(List.of(500), Optional.empty()), "contacts.list");

    assertThat(failure(Transient.class).getMessage())
        .doesNotContain("sandbox-alto-secret")
        .doesNotContain("Bearer")
        .doesNotContain(AtAlto.AGENCY);
  }

  private <T extends CrmFailure> T failure(Class<T> type) {
    return catchThrowableOfType(type, alto::everything);
  }
}
