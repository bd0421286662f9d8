package com.nurturehub.crm.domain.connection;

import static com.nurturehub.crm.domain.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

  @Test
  void what_a_crm_can_hold_whole_is_left_whole() {
    assertThat(Crm.able().capabilities().fit(ada().details())).isEqualTo(ada().details());
  }

  @Test
  void names_are_cut_to_what_a_crm_keeps() {
    var short6 = Crm.able().keepingLetters(ContactField.SURNAME, 6).capabilities();

    assertThat(short6.fit(ada().surnamed("Lovelace").details()))
        .isEqualTo(ada().surnamed("Lovela").details());
    assertThat(short6.fit(ada().surnamed("van de Berg").details()))
        .isEqualTo(ada().surnamed("van de").details());
    assertThat(short6.fit(ada().surnamed("Grace Hopper").details()))
        .isEqualTo(ada().surnamed("Grace").details());
  }

  @Test
  void no_letter_is_cut_in_half() {
    var short2 = Crm.able().keepingLetters(ContactField.SURNAME, 2).capabilities();

    assertThat(short2.fit(ada().surnamed("x\uD835\uDC9Cyz").details()))
        .isEqualTo(ada().surnamed("x").details());
  }

  @Test
  void the_first_e_mail_addresses_are_the_ones_that_fit() {
    var one = Crm.able().keepingEmails(1).capabilities();

    assertThat(one.fit(ada().at("a@x.org", "b@x.org").details()))
        .isEqualTo(ada().at("a@x.org").details());
  }

  @Test
  void only_categories_a_crm_has_a_place_for_fit() {
    var few = Crm.able().knowing(ContactCategory.SELLER).capabilities();

    assertThat(few.fit(ada().being(ContactCategory.SELLER, ContactCategory.BTL_INVESTOR).details()))
        .isEqualTo(ada().being(ContactCategory.SELLER).details());
  }

  @Test
  void what_has_no_room_is_kept_beside_what_the_crm_says() {
    var one = Crm.able().keepingEmails(1).capabilities();
    var hub = ada().at("a@x.org", "b@x.org").details();

    assertThat(one.widen(ada().at("c@x.org").details(), hub, hub).emails())
        .isEqualTo(ada().at("c@x.org", "b@x.org").details().emails());
    assertThat(one.widen(ada().at("b@x.org").details(), hub, hub).emails())
        .isEqualTo(ada().at("b@x.org").details().emails());
    assertThat(one.widen(ada().at().details(), hub, hub).emails())
        .isEqualTo(ada().at("b@x.org").details().emails());
  }
}
