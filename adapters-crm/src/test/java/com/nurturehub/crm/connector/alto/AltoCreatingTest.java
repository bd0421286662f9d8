package com.nurturehub.crm.connector.alto;

import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static com.nurturehub.crm.testkit.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.testkit.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AltoCreatingTest {

  private static final Map<String, String> NOTHING_CHOSEN = Map.of();
  private static final Map<String, String> BRANCH = Map.of("branchId", "2682");

  private final AtAlto alto = AtAlto.with(40);

  @AfterEach
  void close() {
    alto.close();
  }

  @Test
  void a_new_contact_arrives_with_all_that_alto_has_room_for() {
    var landed = landed(create(ada(), BRANCH));

    var shown = landed.readBack().orElseThrow();
    assertThat(shown.details()).isEqualTo(ada().details());
    assertThat(shown.id()).isEqualTo(landed.id());
    assertThat(landed.found()).isFalse();
    assertThat(landed.declined()).isEqualTo(Declined.NOTHING);
    assertThat(alto.look(landed.id().value())).isEqualTo(shown);
    assertThat(alto.told("contacts.create").getFirst().body())
        .contains("\"branchId\":\"2682\"")
        .contains("\"category\":\"Client\"")
        .contains("\"potentialVendor\":true");
  }

  @Test
  void without_a_choice_the_first_active_branch_is_taken() {
    alto.sandbox.alto().setActivated(AtAlto.AGENCY, "2681", false);

    landed(create(ada(), NOTHING_CHOSEN));

    assertThat(alto.told("contacts.create").getFirst().body()).contains("\"branchId\":\"2682\"");
  }

  @Test
  void roles_that_follow_from_altos_own_business_are_for_a_person() {
    var landed = landed(create(ada().being(ContactCategory.SELLER, ContactCategory.BUYER), BRANCH));

    assertThat(landed.declined())
        .isEqualTo(new Declined(Set.of(ContactField.CATEGORIES), Set.of()));
    assertThat(landed.readBack().orElseThrow().details().categories())
        .containsExactly(ContactCategory.SELLER);
  }

  @Test
  void half_an_address_would_be_a_wrong_one() {
    var landed = landed(create(ada().living("x".repeat(51), "OX1 1AA"), BRANCH));

    assertThat(landed.declined().fields()).containsExactly(ContactField.ADDRESS);
    assertThat(alto.told("contacts.create").getFirst().body()).doesNotContain("address\":{");
  }

  @Test
  void a_number_that_nobody_can_dial_is_for_a_person() {
    var landed = landed(create(ada().on("+441865522111", "ask for Jim"), BRANCH));

    assertThat(landed.declined().fields()).containsExactly(ContactField.PHONES);
  }

  @Test
  void consent_and_score_come_along() {
    var hub = Hub.newcomer(alto, ada().details()).saying(DENIED).scored(82, true);

    var landed = landed(hub.create(BRANCH, false));

    assertThat(AtAlto.email(landed.readBack().orElseThrow()).status()).isEqualTo(DENIED);
    assertThat(alto.told("notes.create")).hasSize(1);
  }

  @Test
  void a_grant_comes_along_where_nobody_shares_the_record() {
    var hub = Hub.newcomer(alto, ada().details()).saying(GRANTED);

    var landed = landed(hub.create(BRANCH, false));

    assertThat(AtAlto.email(landed.readBack().orElseThrow()).status()).isEqualTo(GRANTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"absolute", "relative", "missing"})
  void who_is_there_already_is_compared_and_not_created(String location) {
    var there = there();
    alto.options("{'location': '%s'}".formatted(location));

    var result = push(create(ada(), BRANCH));

    assertThat(result).isEqualTo(new Moved(alto.look(there + "-1")));
    assertThat(alto.told("contacts.create")).hasSize(1);
  }

  @Test
  void who_shares_a_record_is_told_apart() {
    var couple =
        alto.agentCreates(
            """
            [{'forename': 'William', 'surname': 'Byron',
              'emailAddresses': [{'address': 'will@example.com'}]},
             {'forename': 'Ada', 'surname': 'Byron',
              'emailAddresses': [{'address': 'ada@example.com'}]}]
            """);

    assertThat(push(create(ada(), BRANCH))).isEqualTo(new Moved(alto.look(couple + "-2")));
  }

  @Test
  void of_several_who_could_be_meant_none_is_chosen() {
    there();
    there();

    assertThat(push(create(ada(), BRANCH)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).contains("several contacts like this one"));
  }

  @Test
  void a_create_whose_answer_was_lost_is_looked_up_and_not_repeated() {
    alto.harm(new Harm.CutAfter(), "contacts.create", 1);
    assertThatThrownBy(() -> push(create(ada(), BRANCH))).isInstanceOf(CrmFailure.Ambiguous.class);

    var landed = landed(Hub.newcomer(alto, ada().details()).create(BRANCH, true));

    assertThat(landed.found()).isTrue();
    assertThat(alto.told("contacts.create")).hasSize(1);
    assertThat(alto.sandbox.alto().journal().createdByReference().values())
        .allMatch(ids -> ids.size() == 1);
  }

  @Test
  void a_create_that_never_landed_is_made_when_asked_again() {
    alto.harm(new Harm.TimeOutBefore(Duration.ZERO), "contacts.create", 1);
    assertThatThrownBy(() -> push(create(ada(), BRANCH))).isInstanceOf(CrmFailure.Ambiguous.class);

    var landed = landed(Hub.newcomer(alto, ada().details()).create(BRANCH, true));

    assertThat(landed.found()).isFalse();
  }

  @Test
  void what_goes_wrong_after_a_create_does_not_look_as_if_nobody_was_created() {
    alto.harm(new Harm.Refuse(List.of(503), Optional.empty()), "preferences.get", 1);

    assertThatThrownBy(() -> push(create(ada(), BRANCH))).isInstanceOf(CrmFailure.Ambiguous.class);
    assertThat(landed(Hub.newcomer(alto, ada().details()).create(BRANCH, true)).found()).isTrue();
  }

  @Test
  void nobody_is_created_without_a_surname() {
    assertThat(push(create(ada().surnamed(""), BRANCH)))
        .isEqualTo(new Refused("Alto takes no contact without a surname."));
    assertThat(alto.calls("contacts.create")).isZero();
  }

  @Test
  void a_branch_that_alto_does_not_know_is_told() {
    assertThat(push(create(ada(), Map.of("branchId", "1"))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains("branch"));
  }

  private ContactChange.Create create(Person person, Map<String, String> defaults) {
    return Hub.newcomer(alto, person.details()).create(defaults, false);
  }

  private PushResult push(ContactChange.Create change) {
    return alto.connector().pushContact(change);
  }

  private Landed landed(ContactChange.Create change) {
    var result = push(change);
    assertThat(result).isInstanceOf(Landed.class);
    return (Landed) result;
  }

  /// An agent has typed Ada in before, in another way.
  private String there() {
    return alto.agentCreates(
        """
        [{'forename': 'A.', 'surname': 'BYRON',
          'emailAddresses': [{'address': 'ADA@example.com'}]}]
        """);
  }
}
