package com.nurturehub.crm.connector.reapit;

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

/// Whatever Reapit sends, it costs at most the record it is in.
class ReapitBadInputTest {

  private static final int CONTACTS = 240;

  private final AtReapit reapit = AtReapit.with(CONTACTS);

  @AfterEach
  void close() {
    reapit.close();
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_TYPES,        surname is not a text",
    "LONE_SURROGATE,     surname holds characters that are not text",
    "IMPOSSIBLE_DATES,   modified is not a time",
    "NO_NAME,            it has no name",
    "CONTROL_CHARACTERS, surname holds characters that are not text",
    "MEMBERS_MISSING,    it has no name",
  })
  void a_deformed_record_is_set_apart_with_what_was_sent_and_stops_nobody(
      Deformity how, String why) {
    var id = AtReapit.ids(reapit.everything()).get(120);
    reapit.deform(id, how);

    var pages = reapit.everything();

    assertThat(AtReapit.ids(pages)).hasSize(CONTACTS).doesNotHaveDuplicates();
    var apart = AtReapit.apart(pages).getFirst();
    assertThat(apart.externalId()).contains(id);
    assertThat(apart.reason()).isEqualTo(why);
    assertThat(apart.raw()).startsWith("{").endsWith("}").contains(id);
  }

  @Test
  void a_record_without_an_id_is_set_apart_once() {
    var ids = AtReapit.ids(reapit.everything());
    reapit.deform(ids.get(99), Deformity.NO_ID);

    var pages = reapit.everything();

    assertThat(AtReapit.apart(pages)).hasSize(1);
    assertThat(AtReapit.apart(pages).getFirst().externalId()).isEmpty();
    assertThat(AtReapit.apart(pages).getFirst().reason()).isEqualTo("it has no id");
    assertThat(pages.stream().mapToInt(page -> page.size()).sum()).isEqualTo(CONTACTS);
  }

  @Test
  void right_to_left_text_is_text() {
    var id = AtReapit.ids(reapit.everything()).get(7);
    reapit.desk().deform(id, Deformity.RIGHT_TO_LEFT);

    assertThat(reapit.look(id).details().name().surname()).contains("אבג");
  }

  @Test
  void a_name_of_ten_megabytes_costs_one_record() {
    var id = AtReapit.ids(reapit.everything()).get(130);
    reapit.deform(id, Deformity.HUGE_FIELD);

    var pages = reapit.everything();

    assertThat(AtReapit.ids(pages)).hasSize(CONTACTS).doesNotHaveDuplicates();
    assertThat(AtReapit.apart(pages)).hasSize(1);
    assertThat(AtReapit.apart(pages).getFirst().externalId()).contains(id);
    assertThat(AtReapit.apart(pages).getFirst().reason()).isEqualTo("it is too large");
    assertThat(AtReapit.apart(pages).getFirst().raw())
        .hasSizeLessThan(Quarantined.RAW_LENGTH_MAX + 20);
  }

  @Test
  void a_name_longer_than_any_name_is_set_apart() {
    var id = AtReapit.ids(reapit.everything()).get(3);
    reapit.desk().edit(id, AtReapit.json("{'surname':'%s'}".formatted("x".repeat(500))));

    var record = reapit.read(new Reading.Only(Set.of(new ExternalId(id)))).getFirst();

    assertThat(record.unreadable()).hasSize(1);
    assertThat(record.unreadable().getFirst().reason())
        .isEqualTo("surname is longer than 200 characters");
  }

  @Test
  void a_mail_text_that_is_no_address_is_left_out_and_the_contact_kept() {
    var id = AtReapit.ids(reapit.everything()).get(3);
    reapit.desk().edit(id, AtReapit.json("{'surname':'Kept','email':'ask the wife'}"));

    var contact = reapit.look(id);

    assertThat(contact.details().name().surname()).isEqualTo("Kept");
    assertThat(contact.details().emails()).noneMatch(email -> email.value().contains("wife"));
  }

  @Test
  void a_record_that_reapit_cannot_deliver_costs_nobody_else_and_is_reported_once() {
    var ids = AtReapit.ids(reapit.everything());
    reapit.desk().poison(ids.get(101));
    reapit.desk().poison(ids.get(57));

    var pages = reapit.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtReapit.ids(pages)).hasSize(CONTACTS - 2).doesNotHaveDuplicates();
    assertThat(AtReapit.apart(pages)).hasSize(2).allMatch(record -> record.externalId().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"98", "99", "100", "238", "239", "0"})
  void such_a_record_may_stand_anywhere(int index) {
    var ids = AtReapit.ids(reapit.everything());
    reapit.desk().poison(ids.get(index));

    var pages = reapit.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtReapit.ids(pages)).hasSize(CONTACTS - 1).doesNotHaveDuplicates();
    assertThat(AtReapit.apart(pages)).hasSize(1);
  }

  @Test
  void chosen_by_name_it_does_not_look_as_if_it_were_gone() {
    var ids = AtReapit.ids(reapit.everything());
    reapit.desk().poison(ids.get(5));

    var asked =
        Set.of(
            new ExternalId(ids.get(4)), new ExternalId(ids.get(5)), new ExternalId("OXF99999999"));
    var pages = reapit.patiently(new Reading.Only(asked));

    assertThat(AtReapit.ids(pages)).containsExactlyInAnyOrder(ids.get(4), ids.get(5));
    assertThat(AtReapit.apart(pages).getFirst().externalId()).contains(ids.get(5));
  }

  @Test
  void when_nothing_at_all_is_delivered_nobody_is_to_blame() {
    reapit.harm(new Harm.Refuse(List.of(500), Optional.empty()));

    assertThatThrownBy(() -> reapit.patiently(new Reading.Everything(SyncCursor.START)))
        .isInstanceOf(CrmFailure.class);
  }

  static Stream<Harm> whatIsNoPage() {
    return Stream.of(
        new Harm.Garble(),
        new Harm.WrongType(),
        new Harm.Truncate(),
        new Harm.GzipBomb(16L * 1024 * 1024),
        new Harm.Redirect("https://elsewhere.example/contacts/"),
        new Harm.Twist(PageTwist.CUT_SHORT),
        new Harm.Twist(PageTwist.ENDLESS));
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPage")
  void an_answer_that_is_no_page_is_worth_another_try(Harm harm) {
    reapit.connector().authenticate();
    reapit.harm(harm);

    var failure = catchThrowableOfType(CrmFailure.Transient.class, () -> reapit.everything());

    assertThat(failure.why()).isEqualTo(FailureCause.MALFORMED_ANSWER);
    assertThat(failure).hasMessageStartingWith("Reapit");
  }

  @ParameterizedTest
  @MethodSource("whatIsNoPage")
  void once_it_has_passed_reading_goes_on_as_if_nothing_had_been(Harm harm) {
    reapit.connector().authenticate();
    reapit.harm(harm, "contacts.list", 1);

    var pages = reapit.patiently(new Reading.Everything(SyncCursor.START));

    assertThat(AtReapit.ids(pages)).hasSize(CONTACTS).doesNotHaveDuplicates();
  }

  @Test
  void pages_without_an_end_are_found_out() {
    reapit.connector().authenticate();
    reapit.harm(new Harm.Twist(PageTwist.ENDLESS));

    assertThatThrownBy(() -> reapit.everything()).isInstanceOf(CrmFailure.Transient.class);

    assertThat(reapit.calls("contacts.list")).isLessThan(10);
  }

  @Test
  void one_that_stands_twice_on_a_page_is_delivered_once_and_nobody_is_lost() {
    reapit.twist(PageTwist.DUPLICATE, 3);

    assertThat(AtReapit.ids(reapit.everything())).hasSize(CONTACTS).doesNotHaveDuplicates();
  }

  @Test
  void a_body_that_drips_is_given_up() {
    reapit.connector().authenticate();
    reapit.harm(new Harm.SlowBody(200, Duration.ofMillis(100)));
    try (var hurried =
        reapit.another(s -> s.with(HttpBounds.USUAL.withCall(Duration.ofMillis(700))))) {
      var connector = hurried.connectTo(AtReapit.at(AtReapit.CUSTOMER));

      try (var pages = connector.listContacts(new Reading.Everything(SyncCursor.START))) {
        var failure = catchThrowableOfType(CrmFailure.Transient.class, pages::next);

        assertThat(failure.why()).isEqualTo(FailureCause.TIMED_OUT);
      }
    }
  }

  @Test
  void deep_nesting_is_no_page() {
    var deep = "{\"_embedded\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";

    assertThatThrownBy(() ->
            ReapitReader.listing(
                deep.getBytes(StandardCharsets.UTF_8), new Moment(Instant.EPOCH, Duration.ZERO)))
        .isInstanceOf(ReapitReader.Unreadable.class);
  }
}
