package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AltoApplicationTest {

  private static final String PHRASE = "correct horse battery";

  private final AtAlto alto = AtAlto.with(5);
  private final AltoApplication strict = alto.application(alto.settings.provingActivation());

  @AfterEach
  void close() {
    strict.close();
    alto.close();
  }

  @Test
  void on_this_machine_an_agency_ref_will_do() {
    var account = alto.application.claiming(typed(AtAlto.AGENCY)).authenticate();

    assertThat(account).isEqualTo(new AccountIdentity(AtAlto.AGENCY));
    assertThat(alto.application.offer().fields())
        .extracting(Field::name)
        .containsExactly("agencyRef");
  }

  @Test
  void elsewhere_a_typed_agency_ref_proves_nothing() {
    var live = AltoSettings.live("client", Secret.of("secret"));

    assertThat(live.provesActivation()).isTrue();
    var failure =
        catchThrowableOfType(Persistent.class, () -> strict.claiming(typed(AtAlto.AGENCY)));
    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
    assertThat(strict.offer().fields())
        .extracting(Field::name)
        .containsExactly("agencyRef", "activationKey");
  }

  @Test
  void what_the_agency_typed_at_alto_proves_that_the_account_is_theirs() {
    alto.sandbox.alto().typeAtActivation(AtAlto.AGENCY, PHRASE);

    assertThat(strict.claiming(typed(AtAlto.AGENCY, PHRASE)).authenticate())
        .isEqualTo(new AccountIdentity(AtAlto.AGENCY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"another phrase of words", "CORRECT HORSE BATTERY"})
  void anything_else_proves_nothing(String guess) {
    alto.sandbox.alto().typeAtActivation(AtAlto.AGENCY, PHRASE);
    var claimed = strict.claiming(typed(AtAlto.AGENCY, guess));

    assertThat(catchThrowableOfType(Persistent.class, claimed::authenticate).why())
        .isEqualTo(FailureCause.CREDENTIALS_REFUSED);
  }

  @Test
  void a_key_that_was_never_typed_at_alto_proves_nothing() {
    var claimed = strict.claiming(typed(AtAlto.AGENCY, PHRASE));

    assertThat(catchThrowableOfType(Persistent.class, claimed::authenticate).why())
        .isEqualTo(FailureCause.CREDENTIALS_REFUSED);
  }

  @Test
  void a_short_key_is_not_even_asked_about() {
    assertThat(
            catchThrowableOfType(
                Persistent.class, () -> strict.claiming(typed(AtAlto.AGENCY, "short"))))
        .isNotNull();
    assertThat(alto.sandbox.alto().journal().counts().total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RES", "7b1f0d52-4f0e-4c4e-9a53-6a1c9a2f1e0", "../contacts"})
  void what_is_no_agency_ref_is_refused(String typed) {
    assertThat(
            catchThrowableOfType(Persistent.class, () -> alto.application.claiming(typed(typed)))
                .why())
        .isEqualTo(FailureCause.CREDENTIALS_REFUSED);
  }

  @Test
  void an_account_counts_only_once_the_agency_has_activated_us() {
    alto.sandbox.alto().disconnect(AtAlto.AGENCY);
    var claimed = alto.application.claiming(typed(AtAlto.AGENCY));

    assertThat(catchThrowableOfType(Persistent.class, claimed::authenticate).why())
        .isEqualTo(FailureCause.ACCESS_REVOKED);
  }

  @Test
  void what_alto_cannot_do_is_said() {
    var capabilities = alto.application.capabilities();

    assertThat(capabilities.guard()).isEqualTo(Guard.READ_COMPARE_WRITE);
    assertThat(capabilities.writable())
        .doesNotContain(ContactField.ADDRESS, ContactField.CATEGORIES);
    assertThat(capabilities.datesConsent()).isTrue();
    assertThat(capabilities.reportsDeletions()).isFalse();
    assertThat(alto.application.offer().notice()).isPresent();
  }

  private static Map<String, Secret> typed(String ref) {
    return Map.of("agencyRef", Secret.of(ref));
  }

  private static Map<String, Secret> typed(String ref, String key) {
    return Map.of("agencyRef", Secret.of(ref), "activationKey", Secret.of(key));
  }
}
