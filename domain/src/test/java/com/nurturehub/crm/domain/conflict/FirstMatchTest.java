package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.Channel.PHONE;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.UNKNOWN;
import static com.nurturehub.crm.domain.contact.ContactField.EMAILS;
import static com.nurturehub.crm.domain.contact.ContactField.PHONES;
import static com.nurturehub.crm.domain.contact.ContactField.SURNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FirstMatchTest {

  private static Reconciled match(Person hub, Instant hubAt, Person crm, Instant crmAt) {
    return match(Crm.able(), hub, hubAt, crm, crmAt);
  }

  private static Reconciled match(Crm able, Person hub, Instant hubAt, Person crm, Instant crmAt) {
    return Known.rule(able).match(hub.inHub(hubAt), Known.CRM_ACCOUNT, crm.inCrm(crmAt));
  }

  @Test
  void a_value_only_the_crm_has_fills_in_on_the_hub() {
    var matched = match(ada().on(), NINE, ada(), EIGHT);

    assertThat(matched.contact().details()).isEqualTo(ada().details());
    assertThat(matched.owesAnything()).isFalse();
    assertThat(matched.conflict()).isEmpty();
  }

  @Test
  void a_value_only_the_hub_has_is_owed_to_the_crm() {
    var matched = match(ada(), NINE, ada().on(), TEN);

    assertThat(matched.contact().details()).isEqualTo(ada().details());
    assertThat(matched.owed()).containsExactly(PHONES);
    assertThat(matched.contested()).isEmpty();
    assertThat(matched.conflict()).isEmpty();
  }

  @Test
  void a_value_only_the_hub_has_and_the_crm_cannot_take_is_for_a_person() {
    var matched = match(Crm.able().notWriting(PHONES), ada(), NINE, ada().on(), TEN);

    assertThat(matched.byHand()).containsExactly(PHONES);
  }

  @Test
  void where_values_differ_the_policy_decides_and_the_loser_is_kept() {
    var matched = match(ada().surnamed("King"), NINE, ada().surnamed("Lovelace"), TEN);

    var conflict = matched.conflict().orElseThrow();
    assertThat(matched.contact().details()).isEqualTo(ada().surnamed("Lovelace").details());
    assertThat(conflict.firstMatch()).isTrue();
    assertThat(conflict.resolution().winner()).isEqualTo(Side.CRM);
    assertThat(conflict.hub().details()).isEqualTo(ada().surnamed("King").details());
  }

  @Test
  void where_values_differ_and_the_hub_is_later_its_values_are_owed() {
    var matched = match(ada().surnamed("King"), TEN, ada().surnamed("Lovelace"), NINE);

    assertThat(matched.contact().details()).isEqualTo(ada().surnamed("King").details());
    assertThat(matched.owed()).containsExactly(SURNAME);
  }

  @Test
  void the_policy_decides_over_the_record_and_gaps_are_filled_all_the_same() {
    var matched = match(ada().surnamed("King").on(), NINE, ada().surnamed("Lovelace").at(), TEN);

    assertThat(matched.contact().details()).isEqualTo(ada().surnamed("Lovelace").details());
    assertThat(matched.owed()).containsExactly(EMAILS);
  }

  @Test
  void what_the_crm_cuts_off_is_agreed_and_disputed_by_no_later_edit_there() {
    var able = Crm.able().keepingLetters(SURNAME, 4);
    var matched = match(able, ada().surnamed("Lovelace"), NINE, ada().surnamed("Love"), TEN);

    var later =
        Known.rule(able)
            .reconcile(
                matched.contact(),
                matched.link(),
                ada().surnamed("Love").on("+441").inCrm(TEN.plusSeconds(60)));

    assertThat(matched.conflict()).isEmpty();
    assertThat(later.conflict()).isEmpty();
    assertThat(later.contact().details())
        .isEqualTo(ada().surnamed("Lovelace").on("+441").details());
  }

  @Test
  void where_the_crm_wins_what_it_has_no_room_for_stays() {
    var matched =
        match(
            Crm.able().keepingEmails(1),
            ada().at("a@x.org", "b@x.org"),
            NINE,
            ada().at("c@x.org"),
            TEN);

    assertThat(matched.contact().details()).isEqualTo(ada().at("c@x.org", "b@x.org").details());
  }

  @Test
  void of_two_consents_the_stricter_stands_whichever_is_later() {
    var matched =
        match(
            ada().saying(EMAIL, DENIED, EIGHT).saying(PHONE, GRANTED, TEN),
            NINE,
            ada().saying(EMAIL, GRANTED, TEN).saying(PHONE, DENIED, EIGHT),
            TEN);

    assertThat(matched.contact().consents().on(EMAIL).status()).isEqualTo(DENIED);
    assertThat(matched.contact().consents().on(PHONE).status()).isEqualTo(DENIED);
    assertThat(matched.consentOwed()).containsExactly(EMAIL);
  }

  @Test
  void a_consent_only_one_side_has_stands() {
    var matched =
        match(
            ada().saying(EMAIL, GRANTED, EIGHT),
            NINE,
            ada().saying(EMAIL, UNKNOWN).saying(PHONE, GRANTED, EIGHT),
            TEN);

    assertThat(matched.contact().consents().on(EMAIL).status()).isEqualTo(GRANTED);
    assertThat(matched.contact().consents().on(PHONE).status()).isEqualTo(GRANTED);
    assertThat(matched.consentOwed()).containsExactly(EMAIL);
  }
}
