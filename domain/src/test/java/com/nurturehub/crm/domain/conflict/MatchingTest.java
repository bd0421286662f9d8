package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Person.grace;
import static com.nurturehub.crm.domain.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.conflict.Matching.Match;
import com.nurturehub.crm.domain.conflict.Matching.Nobody;
import com.nurturehub.crm.domain.conflict.Matching.Several;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Match.Ground;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private final Contact ada = ada().inHub(NINE);
  private final Contact grace = grace().inHub(NINE);

  private Matching matching(Person theirs) {
    return Matching.of(theirs.inCrm(NINE), List.of(ada, grace));
  }

  @Test
  void our_reference_in_the_crm_says_who_it_is() {
    var theirs = grace().inCrm(NINE);
    var referring =
        new CrmContact(
            theirs.id(),
            theirs.details(),
            theirs.consents(),
            theirs.modifiedAt(),
            false,
            Optional.empty(),
            Optional.of(ada.id()),
            Optional.empty());

    assertThat(Matching.of(referring, List.of(ada, grace)))
        .isEqualTo(new Match(ada.id(), Ground.OUR_REFERENCE));
  }

  @Test
  void a_reference_to_nobody_we_have_falls_back_to_the_e_mail_address() {
    var theirs = grace().inCrm(NINE);
    var referring =
        new CrmContact(
            theirs.id(),
            theirs.details(),
            theirs.consents(),
            theirs.modifiedAt(),
            false,
            Optional.empty(),
            Optional.of(ada.id()),
            Optional.empty());

    assertThat(Matching.of(referring, List.of(grace)))
        .isEqualTo(new Match(grace.id(), Ground.EMAIL));
  }

  @Test
  void the_same_e_mail_address_proposes_a_match_whatever_its_case() {
    assertThat(matching(ada().forenamed("A").at("x@x.org", "ADA@Example.COM").on()))
        .isEqualTo(new Match(ada.id(), Ground.EMAIL));
  }

  @Test
  void an_e_mail_address_goes_before_a_phone_number() {
    assertThat(matching(ada().surnamed("Hopper").on("+442079460018")))
        .isEqualTo(new Match(ada.id(), Ground.EMAIL));
  }

  @Test
  void a_phone_number_matches_with_the_surname() {
    assertThat(matching(ada().at().surnamed("BYRON")))
        .isEqualTo(new Match(ada.id(), Ground.PHONE_AND_SURNAME));
  }

  @Test
  void a_phone_number_alone_matches_nobody() {
    assertThat(matching(ada().at().surnamed("Lovelace"))).isEqualTo(new Nobody());
  }

  @Test
  void a_phone_number_without_any_surname_matches_nobody() {
    var nameless = ada().surnamed("").inHub(NINE);

    assertThat(Matching.of(ada().surnamed("").at().inCrm(NINE), List.of(nameless)))
        .isEqualTo(new Nobody());
  }

  @Test
  void a_note_instead_of_a_phone_number_matches_nobody() {
    var noted = ada().on("ask for Jim").inHub(NINE);

    assertThat(Matching.of(ada().at().on("ask for Jim").inCrm(NINE), List.of(noted)))
        .isEqualTo(new Nobody());
  }

  @Test
  void a_surname_alone_matches_nobody() {
    assertThat(matching(ada().at().on("+441"))).isEqualTo(new Nobody());
  }

  @Test
  void several_it_could_be_are_a_question_for_a_person() {
    var shared = grace().at("ada@example.com").inHub(NINE);

    assertThat(Matching.of(ada().inCrm(NINE), List.of(ada, shared)))
        .isEqualTo(
            new Several(
                Set.of(ada.id(), shared.id()),
                "The e-mail address is the same. That is true of 2 contacts."));
  }
}
