package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.SEVEN;
import static com.nurturehub.crm.domain.conflict.Known.agreed;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static com.nurturehub.crm.domain.contact.ContactField.EMAILS;
import static com.nurturehub.crm.domain.contact.ContactField.SURNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.Contact;
import org.junit.jupiter.api.Test;

class OwingTest {

  private final Known known = agreed(ada().saying(EMAIL, GRANTED, SEVEN));

  private Owing owing(Crm crm, Contact now) {
    return Owing.of(now, known.link(), crm.capabilities());
  }

  private Contact saying(Consent consent) {
    return known.ours().with(known.ours().consents().with(EMAIL, consent));
  }

  @Test
  void a_crm_is_owed_the_fields_that_left_the_base() {
    var owing = owing(Crm.able(), known.ours().edited(ada().surnamed("King").details(), NINE));

    assertThat(owing.fields()).containsExactly(SURNAME);
    assertThat(owing.consents()).isEmpty();
  }

  @Test
  void a_crm_is_owed_nothing_where_it_already_shows_all_it_can_hold() {
    var able = Crm.able().keepingLetters(SURNAME, 5);
    var owing = owing(able, known.ours().edited(ada().surnamed("Byrones").details(), NINE));

    assertThat(owing.isNothing()).isTrue();
  }

  @Test
  void a_field_the_crm_cannot_take_is_for_a_person_and_agreed_to_differ() {
    var now = known.ours().edited(ada().at("new@example.com").details(), NINE);
    var owing = owing(Crm.able().notWriting(EMAILS), now);

    assertThat(owing.byHand()).containsExactly(EMAILS);
    assertThat(owing.link().base().hub()).isEqualTo(now.details());
    assertThat(owing.link().base().crm()).isEqualTo(ada().details());
  }

  @Test
  void an_opt_out_is_owed_and_known_as_one() {
    var denied = saying(new Consent(DENIED, NINE));
    var owing = owing(Crm.able(), denied);

    assertThat(owing.consents()).containsExactly(EMAIL);
    assertThat(owing.isOptOut(denied)).isTrue();
  }

  @Test
  void a_later_recording_of_the_same_consent_is_not_worth_telling() {
    assertThat(owing(Crm.able(), saying(new Consent(GRANTED, NINE))).isNothing()).isTrue();
  }

  @Test
  void nobody_is_told_that_nobody_said_anything() {
    assertThat(owing(Crm.able(), saying(new Consent(UNKNOWN, NINE))).isNothing()).isTrue();
  }

  @Test
  void a_consent_the_crm_cannot_be_told_is_for_a_person() {
    var owing = owing(Crm.able().notTakingConsent(), saying(new Consent(DENIED, NINE)));

    assertThat(owing.consentByHand()).containsExactly(EMAIL);
    assertThat(owing.isNothing()).isTrue();
  }
}
