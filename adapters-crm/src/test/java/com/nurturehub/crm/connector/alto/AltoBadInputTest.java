package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AltoBadInputTest {

  private final AtAlto alto = AtAlto.with(60);

  @AfterEach
  void close() {
    alto.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Deformity.class,
      names = {"RIGHT_TO_LEFT"},
      mode = EnumSource.Mode.EXCLUDE)
  void somebody_out_of_shape_is_set_apart_and_stops_nobody_else(Deformity how) {
    var before = AtAlto.contacts(alto.everything());
    var bent = single(before);
    alto.deform(household(bent), how);

    var pages = alto.everything();

    assertThat(AtAlto.apart(pages)).hasSize(1);
    assertThat(AtAlto.apart(pages).getFirst().reason()).isNotBlank();
    assertThat(AtAlto.contacts(pages)).hasSize(before.size() - 1);
  }

  @Test
  void text_that_runs_the_other_way_is_text() {
    var bent = single(AtAlto.contacts(alto.everything()));
    alto.desk().deform(household(bent), Deformity.RIGHT_TO_LEFT);

    assertThat(alto.look(bent.id().value()).details().name().surname()).contains("Smith");
  }

  @Test
  void who_was_put_right_is_read_again() {
    var bent = single(AtAlto.contacts(alto.everything()));
    alto.desk().deform(household(bent), Deformity.NO_NAME);
    alto.agentEdits(household(bent), "{'people': [{'surname': 'Mended'}]}");

    assertThat(alto.look(bent.id().value()).details().name().surname()).isEqualTo("Mended");
  }

  @Test
  void of_two_people_only_the_one_out_of_shape_is_set_apart() {
    var couple = alto.agentCreates("[{'surname': 'King'}, {'forename': 'W', 'surname': 'King'}]");
    alto.desk().deform(couple, Deformity.NO_NAME);

    var pages =
        alto.read(
            new Reading.Only(Set.of(new ExternalId(couple + "-1"), new ExternalId(couple + "-2"))));

    assertThat(AtAlto.contacts(pages))
        .extracting(CrmContact::id)
        .containsExactly(new ExternalId(couple + "-2"));
    assertThat(AtAlto.apart(pages))
        .extracting(Quarantined::externalId)
        .containsExactly(Optional.of(couple + "-1"));
  }

  @Test
  void who_cannot_be_read_at_a_second_look_is_not_gone() {
    var bent = single(AtAlto.contacts(alto.everything()));
    alto.deform(household(bent), Deformity.WRONG_TYPES);

    var pages = alto.read(new Reading.Only(Set.of(bent.id())));

    assertThat(AtAlto.apart(pages))
        .extracting(Quarantined::externalId)
        .containsExactly(Optional.of(bent.id().value()));
  }

  @Test
  void whom_alto_fails_to_show_is_set_apart_after_some_tries() {
    var before = AtAlto.contacts(alto.everything());
    alto.harm(
        new Harm.Refuse(List.of(500), Optional.empty()),
        "contacts.get",
        alto.settings.sweeping().tries());
    var one =
        alto.application(
            alto.settings.with(new AltoSettings.Pace(0, 1, Duration.ZERO, Duration.ofMinutes(1))));
    var contacts = 0;
    var apart = 0;
    try (var pages =
        one.connectTo(AtAlto.at(AtAlto.AGENCY))
            .listContacts(new Reading.Everything(SyncCursor.START))) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        contacts += page.get().contacts().size();
        apart += page.get().unreadable().size();
      }
    }
    one.close();

    assertThat(apart).isEqualTo(1);
    assertThat(contacts).isLessThan(before.size());
  }

  @Test
  void a_page_that_is_too_large_is_read_one_by_one() {
    var before = AtAlto.contacts(alto.everything());
    alto.harm(new Harm.Twist(PageTwist.HUGE_FIELD), "contacts.list", 2);

    var pages = alto.everything();

    assertThat(AtAlto.apart(pages)).hasSize(1);
    assertThat(AtAlto.apart(pages).getFirst().reason()).isEqualTo("it is too large");
    assertThat(AtAlto.apart(pages).getFirst().externalId()).isPresent();
    assertThat(AtAlto.contacts(pages).size()).isBetween(before.size() - 2, before.size() - 1);
  }

  @Test
  void a_household_that_is_too_large_is_set_apart() {
    alto.harm(new Harm.Twist(PageTwist.HUGE_FIELD), "contacts.get", 1);

    assertThat(AtAlto.apart(alto.everything()))
        .hasSize(1)
        .first()
        .satisfies(one -> assertThat(one.raw().length()).isLessThanOrEqualTo(20_000));
  }

  @Test
  void somebody_who_stands_twice_on_a_page_is_read_once() {
    alto.twist(PageTwist.DUPLICATE, "contacts.list");

    for (var page : alto.everything()) {
      assertThat(page.contacts()).extracting(CrmContact::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void pages_that_never_end_are_noticed() {
    alto.twist(PageTwist.ENDLESS, "contacts.list");

    var failure = catchThrowableOfType(Transient.class, alto::everything);

    assertThat(failure.why()).isEqualTo(FailureCause.MALFORMED_ANSWER);
    assertThat(failure).hasMessageContaining("circles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts.list", "contacts.get", "preferences.get"})
  void an_answer_that_is_no_json_is_a_failure_of_altos(String operation) {
    alto.harm(new Harm.Garble(), operation, 1);

    assertThat(catchThrowableOfType(Transient.class, alto::everything).why())
        .isEqualTo(FailureCause.MALFORMED_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts.list", "contacts.get", "preferences.get"})
  void an_answer_of_another_type_is_a_failure_of_altos(String operation) {
    alto.harm(new Harm.WrongType(), operation, 1);

    assertThat(catchThrowableOfType(Transient.class, alto::everything).why())
        .isEqualTo(FailureCause.MALFORMED_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts.list", "contacts.get", "preferences.get"})
  void an_answer_that_breaks_off_is_a_failure_of_altos(String operation) {
    alto.harm(new Harm.Truncate(), operation, 1);

    assertThat(catchThrowableOfType(Transient.class, alto::everything)).isNotNull();
  }

  @Test
  void nobody_follows_to_another_host() {
    alto.harm(new Harm.Redirect("https://elsewhere.example/"), "contacts.list", 1);

    assertThat(catchThrowableOfType(Transient.class, alto::everything).why())
        .isEqualTo(FailureCause.MALFORMED_ANSWER);
  }

  @Test
  void a_bomb_does_not_go_off() {
    alto.harm(new Harm.GzipBomb(256L * 1024 * 1024), "contacts.get", 1);

    var pages = alto.everything();

    assertThat(AtAlto.apart(pages)).hasSize(1);
  }

  @Test
  void a_token_that_is_none_is_a_failure_of_altos() {
    alto.harm(new Harm.Garble(), "token", 1);

    assertThat(catchThrowableOfType(Transient.class, alto::everything).why())
        .isEqualTo(FailureCause.MALFORMED_ANSWER);
  }

  private static CrmContact single(List<CrmContact> contacts) {
    return contacts.stream()
        .filter(one ->
            contacts.stream().filter(o -> o.household().equals(one.household())).count() == 1)
        .filter(one -> !one.archived())
        .findFirst()
        .orElseThrow();
  }

  private static String household(CrmContact contact) {
    return contact.household().orElseThrow();
  }
}
