package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.HttpBounds;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever Street sends, it costs at most the record it is in.
class StreetBadInputTest {

  private static final int PEOPLE = 240;

  private final AtStreet street = AtStreet.with(PEOPLE);

  @AfterEach
  void close() {
    street.close();
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_TYPES,        last_name is not a text",
    "LONE_SURROGATE,     surname holds characters that are not text",
    "IMPOSSIBLE_DATES,   created_at is not a time",
    "NO_NAME,            it has no name",
    "CONTROL_CHARACTERS, email_addresses has another shape",
    "MEMBERS_MISSING,    it has no name",
  })
  void a_deformed_person_is_set_apart_with_what_was_sent_and_stops_nobody(
      Deformity how, String why) {
    var id = AtStreet.ids(street.everything()).get(120);
    street.deform(id, how);

    var pages = street.everything();

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
    var apart = AtStreet.apart(pages).getFirst();
    assertThat(apart.externalId()).contains(id);
    assertThat(apart.reason()).isEqualTo(why);
    assertThat(apart.raw()).startsWith("{").endsWith("}").contains(id);
  }

  @Test
  void a_person_without_an_id_is_set_apart_once() {
    var ids = AtStreet.ids(street.everything());
    street.deform(ids.get(99), Deformity.NO_ID);

    var pages = street.everything();

    assertThat(AtStreet.apart(pages)).hasSize(1);
    assertThat(AtStreet.apart(pages).getFirst().externalId()).isEmpty();
    assertThat(AtStreet.apart(pages).getFirst().reason()).isEqualTo("it has no id");
    assertThat(pages.stream().mapToInt(page -> page.size()).sum()).isEqualTo(PEOPLE);
  }

  @Test
  void right_to_left_text_is_text() {
    var id = firstLive();
    street.desk().deform(id, Deformity.RIGHT_TO_LEFT);

    assertThat(street.look(id).details().name().surname()).contains("אבג");
  }

  @Test
  void a_name_of_ten_megabytes_costs_one_person() {
    var id = firstLive();
    street.deform(id, Deformity.HUGE_FIELD);

    var pages = street.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
    var apart = AtStreet.apart(pages);
    assertThat(apart).hasSize(1);
    assertThat(apart.getFirst().externalId()).contains(id);
    assertThat(apart.getFirst().reason()).isEqualTo("it is too large");
    assertThat(apart.getFirst().raw()).hasSizeLessThan(Quarantined.RAW_LENGTH_MAX + 20);
  }

  @Test
  void a_name_longer_than_any_name_is_set_apart() {
    var id = firstLive();
    street.agentEdits(id, "{'last_name':'%s'}".formatted("x".repeat(500)));

    var page = street.read(new Reading.Only(Set.of(new ExternalId(id)))).getFirst();

    assertThat(page.unreadable()).hasSize(1);
    assertThat(page.unreadable().getFirst().reason())
        .isEqualTo("surname is longer than 200 characters");
  }

  @Test
  void a_mail_text_that_is_no_address_is_left_out_and_the_person_kept() {
    street.spoilsItself();
    var id = firstLive();
    street.agentEdits(
        id,
        "{'last_name':'Kept','email_addresses':[{'value':'ask the wife','notes':null,'primary':true}]}");

    var contact = street.look(id);

    assertThat(contact.details().name().surname()).isEqualTo("Kept");
    assertThat(contact.details().emails()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 57, 120, 200})
  void a_person_whom_street_cannot_deliver_costs_nobody_else(int index) {
    var ids = AtStreet.ids(street.everything());
    street.desk().poison(ids.get(index));

    var pages = street.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE - 1).doesNotHaveDuplicates();
    assertThat(AtStreet.apart(pages)).hasSize(1);
  }

  @Test
  void chosen_by_name_such_a_person_does_not_look_as_if_gone() {
    var ids = AtStreet.ids(street.everything());
    street.desk().poison(ids.get(5));

    var pages =
        street.patiently(
            new Reading.Only(Set.of(new ExternalId(ids.get(4)), new ExternalId(ids.get(5)))));

    assertThat(AtStreet.ids(pages)).containsExactlyInAnyOrder(ids.get(4), ids.get(5));
    assertThat(AtStreet.apart(pages).getFirst().externalId()).contains(ids.get(5));
  }

  @Test
  void when_nothing_at_all_is_delivered_nobody_is_to_blame() {
    street.harm(new Harm.Refuse(List.of(500), Optional.empty()));

    assertThatThrownBy(() -> street.patiently(new Reading.Everything(SyncCursor.START)))
        .isInstanceOf(CrmFailure.class);
  }

  static Stream<Harm> whatIsNoPage() {
    return Stream.of(
        new Harm.Garble(),
        new Harm.WrongType(),
        new Harm.Truncate(),
        new Harm.GzipBomb(256L * 1024 * 1024),
        new Harm.Redirect("https://elsewhere.example/people"),
        new Harm.Twist(PageTwist.CUT_SHORT));
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPage")
  void an_answer_that_is_no_page_is_worth_another_try(Harm harm) {
    street.harm(harm);

    var failure = catchThrowableOfType(CrmFailure.Transient.class, () -> street.everything());

    assertThat(failure.why()).isEqualTo(FailureCause.MALFORMED_ANSWER);
    assertThat(failure).hasMessageStartingWith("Street");
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPage")
  void once_it_has_passed_reading_goes_on_as_if_nothing_had_been(Harm harm) {
    street.harm(harm, "people.list", 1);

    var pages = street.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void a_passing_fault_costs_nothing(int status) {
    street.harm(new Harm.Refuse(List.of(status), Optional.empty()), "people.list", 2);

    var pages = street.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Test
  void a_body_that_drips_is_given_up() {
    street.harm(new Harm.SlowBody(200, Duration.ofMillis(100)));
    var hurried = street.settings.with(HttpBounds.USUAL.withCall(Duration.ofMillis(700)));

    var failure =
        catchThrowableOfType(
            CrmFailure.Transient.class,
            () ->
                street
                    .connector(hurried)
                    .listContacts(new Reading.Everything(SyncCursor.START))
                    .next());

    assertThat(failure.why()).isEqualTo(FailureCause.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"data\": {}}",
        "{\"data\": []}",
        "{\"data\": [], \"meta\": {\"pagination\": {\"total\": \"many\"}}}",
        "{\"data\": [], \"meta\": {\"pagination\": {\"total\": 7, \"count\": 7}}}",
        "{\"data\": []} and more"
      })
  void what_is_no_page_is_never_nobody(String body) {
    assertThatThrownBy(() -> StreetReader.people(body.getBytes(StandardCharsets.UTF_8), moment()))
        .isInstanceOf(StreetReader.Unreadable.class);
  }

  @Test
  void deep_nesting_is_no_page() {
    var deep = "{\"data\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";

    assertThatThrownBy(() -> StreetReader.people(deep.getBytes(StandardCharsets.UTF_8), moment()))
        .isInstanceOf(StreetReader.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"errors\": 7}", "{\"errors\": [7, null]}", "[1]"})
  void an_error_that_cannot_be_read_says_nothing(String body) {
    var problem = StreetReader.problem(body.getBytes(StandardCharsets.UTF_8));

    assertThat(problem.errors()).allMatch(flaw -> flaw.detail().isEmpty());
  }

  private String firstLive() {
    return AtStreet.contacts(street.everything()).stream()
        .filter(contact -> !contact.archived())
        .map(contact -> contact.id().value())
        .skip(30)
        .findFirst()
        .orElseThrow();
  }

  private static Moment moment() {
    return new Moment(Instant.EPOCH, Duration.ZERO);
  }
}
