package com.nurturehub.crm.connector.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.http.HttpBounds;
import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/// Whatever Loop sends, it costs at most the person it is in.
class LoopBadInputTest {

  private static final int PEOPLE = 260;

  private final AtLoop loop = AtLoop.asProposed(PEOPLE);

  @AfterEach
  void close() {
    loop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_TYPES,        lastName has another shape",
    "LONE_SURROGATE,     surname holds characters that are not text",
    "IMPOSSIBLE_DATES,   dateUpdated is not a time",
    "NO_NAME,            it has no name",
    "CONTROL_CHARACTERS, surname holds characters that are not text",
    "MEMBERS_MISSING,    it has no name",
  })
  void a_deformed_person_is_set_apart_with_what_was_sent_and_stops_nobody(
      Deformity how, String why) {
    var id = AtLoop.ids(loop.everything()).get(120);
    loop.deform(id, how);

    var pages = loop.everything();

    assertThat(AtLoop.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
    var apart = AtLoop.apart(pages).getFirst();
    assertThat(apart.externalId()).contains(id);
    assertThat(apart.reason()).isEqualTo(why);
    assertThat(apart.raw()).startsWith("{").endsWith("}").contains(id);
  }

  @Test
  void a_person_without_an_id_is_set_apart_once() {
    loop.deform(AtLoop.ids(loop.everything()).get(120), Deformity.NO_ID);

    var pages = loop.everything();

    assertThat(AtLoop.apart(pages)).hasSize(1);
    assertThat(AtLoop.apart(pages).getFirst().externalId()).isEmpty();
    assertThat(AtLoop.apart(pages).getFirst().reason()).isEqualTo("it has no id");
    assertThat(pages.stream().mapToInt(page -> page.size()).sum()).isEqualTo(PEOPLE);
  }

  @Test
  void right_to_left_text_is_text() {
    var id = AtLoop.ids(loop.everything()).get(7);
    loop.desk().deform(id, Deformity.RIGHT_TO_LEFT);

    assertThat(loop.look(id).details().name().surname()).contains("אבג");
  }

  @Test
  void a_name_of_ten_megabytes_costs_one_person() {
    var id = AtLoop.ids(loop.everything()).get(130);
    loop.deform(id, Deformity.HUGE_FIELD);

    var pages = loop.everything();

    assertThat(AtLoop.ids(pages)).hasSize(PEOPLE - 1).doesNotHaveDuplicates().doesNotContain(id);
    var apart = AtLoop.apart(pages);
    assertThat(apart).hasSize(1);
    assertThat(apart.getFirst().reason()).isEqualTo("it is too large");
    assertThat(apart.getFirst().raw()).hasSizeLessThan(Quarantined.RAW_LENGTH_MAX + 20);
  }

  @Test
  void a_name_longer_than_any_name_is_set_apart() {
    var id = loop.agentCreates("{'lastName': '%s'}".formatted("x".repeat(500)));

    var page = loop.read(new Reading.Only(Set.of(new ExternalId(id)))).getFirst();

    assertThat(page.unreadable()).hasSize(1);
    assertThat(page.unreadable().getFirst().reason())
        .isEqualTo("surname is longer than 200 characters");
  }

  @Test
  void a_mail_text_that_is_no_address_is_left_out_and_the_person_kept() {
    var id = loop.agentCreates("{'lastName': 'Kept', 'email': 'ask the wife'}");

    var contact = loop.look(id);

    assertThat(contact.details().name().surname()).isEqualTo("Kept");
    assertThat(contact.details().emails()).isEmpty();
  }

  @Test
  void what_is_null_is_empty() {
    var id =
        loop.agentCreates(
            """
            {'lastName': 'Bell', 'title': null, 'firstName': null, 'email': null, 'roles': null,
             'mobilePhone': null, 'addressTown': null, 'status': null, 'companyName': null}
            """);

    assertThat(loop.look(id).details())
        .isEqualTo(
            new ContactDetails(
                new PersonName("", "", "Bell"),
                List.of(),
                List.of(),
                PostalAddress.NONE,
                Set.of()));
  }

  @Test
  void one_that_stands_twice_on_a_page_is_delivered_once_and_nobody_is_lost() {
    loop.harm(new Harm.Twist(PageTwist.DUPLICATE), "people.list", 1);

    var pages = loop.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtLoop.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Test
  void one_that_always_stands_twice_stops_nobody() {
    loop.harm(new Harm.Twist(PageTwist.DUPLICATE));

    var pages = loop.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtLoop.ids(pages)).hasSizeGreaterThan(PEOPLE / 2).doesNotHaveDuplicates();
  }

  @Test
  void when_nothing_at_all_is_delivered_nobody_is_to_blame() {
    loop.harm(new Harm.Refuse(List.of(500), Optional.empty()));

    assertThatThrownBy(() -> loop.patiently(new Reading.Everything(SyncCursor.START)))
        .isInstanceOf(CrmFailure.class);
  }

  static Stream<Harm> whatIsNoPage() {
    return Stream.of(
        new Harm.Garble(),
        new Harm.WrongType(),
        new Harm.Truncate(),
        new Harm.GzipBomb(256L * 1024 * 1024),
        new Harm.Redirect("https://elsewhere.example/people"),
        new Harm.Twist(PageTwist.CUT_SHORT),
        new Harm.Twist(PageTwist.HUGE_FIELD),
        new Harm.Twist(PageTwist.ENDLESS));
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPage")
  void an_answer_that_is_no_page_is_worth_another_try_and_never_nobody(Harm harm) {
    loop.harm(harm);

    var failure = catchThrowableOfType(CrmFailure.Transient.class, () -> loop.everything());

    assertThat(failure.why()).isEqualTo(FailureCause.MALFORMED_ANSWER);
    assertThat(failure).hasMessageStartingWith("Loop");
  }

  @Test
  void a_failure_inside_a_success_is_a_failure() {
    loop.options("{'failsInside': true}");

    var failure = catchThrowableOfType(CrmFailure.Transient.class, () -> loop.everything());

    assertThat(failure.why()).isEqualTo(FailureCause.UNAVAILABLE);
  }

  @Test
  void a_server_that_ignores_page_numbers_is_found_out() {
    loop.options("{'ignoresPageNumber': true}");
    var plain = loop.connector(loop.settings.with(new Contract(true, true, false, false)));

    var failure =
        catchThrowableOfType(
            CrmFailure.Transient.class,
            () -> AtLoop.read(plain, new Reading.Everything(SyncCursor.START)));

    assertThat(failure.why()).isEqualTo(FailureCause.MALFORMED_ANSWER);
  }

  @Test
  void a_passing_fault_costs_nothing() {
    loop.harm(new Harm.Refuse(List.of(503), Optional.empty()), "people.list", 2);

    assertThat(AtLoop.ids(loop.patiently(new Reading.Everything(SyncCursor.START))))
        .hasSize(PEOPLE)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPage")
  void once_it_has_passed_reading_goes_on_as_if_nothing_had_been(Harm harm) {
    loop.harm(harm, "people.list", 1);

    var pages = loop.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtLoop.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Test
  void pages_without_an_end_are_found_out() {
    loop.harm(new Harm.Twist(PageTwist.ENDLESS));

    assertThatThrownBy(() -> loop.everything()).isInstanceOf(CrmFailure.Transient.class);

    assertThat(loop.calls("people.list")).isLessThan(10);
  }

  @Test
  void a_body_that_drips_is_given_up() {
    loop.harm(new Harm.SlowBody(200, Duration.ofMillis(100)));
    var hurried =
        loop.connector(loop.settings.with(HttpBounds.USUAL.withCall(Duration.ofMillis(700))));

    var failure =
        catchThrowableOfType(
            CrmFailure.Transient.class,
            () -> AtLoop.read(hurried, new Reading.Everything(SyncCursor.START)));

    assertThat(failure.why()).isEqualTo(FailureCause.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "7",
        "{\"items\": {}}",
        "{\"items\": null}",
        "{\"items\": []} more"
      })
  void what_is_no_page_is_never_nobody(String body) {
    var reader = new LoopReader(loop.settings);

    assertThatThrownBy(() -> reader.items(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(LoopReader.Unreadable.class);
  }

  @Test
  void deep_nesting_is_no_page() {
    var reader = new LoopReader(loop.settings);
    var deep = "{\"items\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";

    assertThatThrownBy(() -> reader.items(deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(LoopReader.Unreadable.class);
  }
}
