package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreetReadingTest {

  private static final int PEOPLE = 460;

  private final AtStreet street = AtStreet.with(PEOPLE);

  @AfterEach
  void close() {
    street.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest_first", "newest_first", "shuffled"})
  void everybody_is_read_once_in_whatever_order_they_come(String order) {
    street.options("{'order': '%s'}".formatted(order));

    var pages = street.everything();

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
    assertThat(pages.getFirst().total()).hasValue(PEOPLE);
    assertThat(AtStreet.contacts(pages)).anyMatch(contact -> contact.archived());
    assertThat(AtStreet.contacts(pages)).anyMatch(contact -> !contact.archived());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inclusive", "exclusive"})
  void it_does_not_matter_whether_a_span_includes_its_ends(String bounds) {
    street.options("{'bounds': '%s'}".formatted(bounds));

    assertThat(AtStreet.ids(street.everything())).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Test
  void not_many_more_calls_are_made_than_there_are_pages() {
    street.everything();

    assertThat(street.calls("people.list")).isLessThan(4 * PEOPLE / 100 + 10);
  }

  @Test
  void a_pass_goes_on_from_the_position_of_any_page() {
    var all = new HashSet<>(AtStreet.ids(street.everything()));
    for (var stop = 1; stop < 4; stop++) {
      var seen = new HashSet<String>();
      var position = SyncCursor.START;
      try (var pages = street.connector().listContacts(new Reading.Everything(position))) {
        for (var page = 0; page < stop; page++) {
          var read = pages.next().orElseThrow();
          seen.addAll(AtStreet.ids(List.of(read)));
          position = read.next();
        }
      }
      seen.addAll(AtStreet.ids(street.read(new Reading.Everything(position))));

      assertThat(seen).isEqualTo(all);
    }
  }

  @Test
  void a_position_that_cannot_be_read_begins_anew() {
    var pages = street.read(new Reading.Everything(new SyncCursor("{\"of\": \"another CRM\"}")));

    assertThat(AtStreet.ids(pages)).hasSize(PEOPLE);
  }

  @Test
  void changes_are_those_since_then_deleted_ones_included() {
    var ids = AtStreet.ids(street.everything());
    var since = street.sandbox.clock().instant().minusSeconds(1);
    street.agentEdits(ids.get(5), "{'first_name': 'Ada'}");
    street.desk().archive(ids.get(6));
    street.forgetCalls();

    var pages = street.read(new Reading.Changes(since, SyncCursor.START));

    assertThat(AtStreet.ids(pages)).containsExactlyInAnyOrder(ids.get(5), ids.get(6));
    assertThat(AtStreet.contacts(pages))
        .filteredOn(contact -> contact.id().value().equals(ids.get(6)))
        .allMatch(contact -> contact.archived());
    assertThat(street.calls("people.list")).isEqualTo(2);
  }

  @Test
  void chosen_people_are_read_by_their_ids_and_nobody_else() {
    var ids = AtStreet.ids(street.everything());
    street.desk().archive(ids.get(3));
    var asked =
        Set.of(
            new ExternalId(ids.get(1)),
            new ExternalId(ids.get(2)),
            new ExternalId(ids.get(3)),
            new ExternalId("0f3a9a5e-5c1e-4a0b-9a6e-3c7b0e7d1c11"));

    var pages = street.read(new Reading.Only(asked));

    assertThat(AtStreet.ids(pages)).containsExactlyInAnyOrder(ids.get(1), ids.get(2));
  }

  @Test
  void a_person_is_read_in_our_words() {
    var id =
        street.agentCreates(
            """
            {'title': 'Mrs', 'first_name': 'Jane', 'last_name': 'Doe',
             'address': {'single_line': '19 Lansdowne Road, Monton, Manchester',
               'building_number': '19', 'building_name': null, 'street': 'Lansdowne Road',
               'line_1': '19 Lansdowne Road', 'line_2': 'Monton', 'line_3': 'Manchester',
               'line_4': null, 'town': 'Manchester', 'country': 'United Kingdom',
               'postcode': 'M30 9PA'},
             'telephone_numbers': [{'value': '+441632960911', 'notes': null, 'primary': false},
               {'value': '+447700900123', 'notes': 'mornings', 'primary': true}],
             'email_addresses': [{'value': 'jane@old.example', 'notes': null, 'primary': false},
               {'value': 'Jane@Example.com', 'notes': null, 'primary': true}],
             'marketing_consent': true,
             'contact_preferences': {'text': false},
             'statuses': {'vendor': 'Current'},
             'applicants': [{'applicant_type': 'lettings', 'active': true}]}
            """);

    var contact = street.look(id);

    var details = contact.details();
    assertThat(details.name()).isEqualTo(new PersonName("Mrs", "Jane", "Doe"));
    assertThat(details.emails())
        .extracting(email -> email.value())
        .containsExactly("jane@example.com", "jane@old.example");
    assertThat(details.phones())
        .extracting(phone -> phone.value())
        .containsExactly("+447700900123", "+441632960911");
    assertThat(details.address())
        .isEqualTo(
            new PostalAddress(
                "", "19", "Lansdowne Road", "Monton", "Manchester", "", "M30 9PA", "GB"));
    assertThat(details.categories())
        .containsExactlyInAnyOrder(ContactCategory.ACTIVE_SELLER, ContactCategory.TENANT_APPLICANT);
    assertThat(contact.consents().keySet()).containsExactlyInAnyOrder(Channel.values());
    assertThat(contact.consents().values()).allMatch(claim -> claim.recordedAt().isEmpty());
    assertThat(contact.archived()).isFalse();
  }

  @Test
  void the_same_person_looks_the_same_in_a_list_and_alone() {
    var listed =
        AtStreet.contacts(street.everything()).stream().filter(c -> !c.archived()).toList();

    for (var contact : listed.subList(0, 30)) {
      assertThat(street.look(contact.id().value())).isEqualTo(contact);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zulu", "offset", "fraction"})
  void times_are_read_in_each_spelling(String stamps) {
    street.options("{'stamps': '%s'}".formatted(stamps));

    assertThat(AtStreet.ids(street.everything())).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Test
  void a_company_is_known_by_its_oldest_branch() {
    var account = street.connector().authenticate();

    assertThat(account.value()).matches("[0-9a-f-]{36}");
    assertThat(street.connector().authenticate()).isEqualTo(account);
    var other =
        street.application.claiming(Map.of("token", Secret.of("street-hillside"))).authenticate();
    assertThat(other).isNotEqualTo(account);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "naïve", "street-nobody"})
  void a_token_that_is_none_is_refused(String typed) {
    var failure =
        catchThrowableOfType(
            CrmFailure.Persistent.class,
            () -> street.application.claiming(Map.of("token", Secret.of(typed))).authenticate());

    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
    if (typed.length() > 3) {
      assertThat(failure.getMessage()).doesNotContain(typed);
    }
  }

  @Test
  void a_token_for_the_property_feed_is_of_the_wrong_kind() {
    var connector = street.application.claiming(Map.of("token", Secret.of("street-property-feed")));

    var failure = catchThrowableOfType(CrmFailure.Persistent.class, connector::authenticate);

    assertThat(failure.why()).isEqualTo(FailureCause.PERMISSION_MISSING);
  }

  @Test
  void a_removed_application_ends_reading_and_says_what_to_do() {
    street.desk();
    street.sandbox.street().disconnect(AtStreet.NETWORK);

    var failure = catchThrowableOfType(CrmFailure.Persistent.class, () -> street.everything());

    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
  }

  @Test
  void a_rate_limit_says_when_to_come_back() {
    street.sandbox.street().setLimits(AtStreet.json("{'readsPerMinute': 1}"));
    street.connector().authenticate();

    var failure =
        catchThrowableOfType(CrmFailure.Transient.class, () -> street.connector().authenticate());

    assertThat(failure.why()).isEqualTo(FailureCause.RATE_LIMITED);
    assertThat(failure.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(61));
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry_after", "reset"})
  void a_rate_limit_may_say_so_in_either_way(String way) {
    street.options("{'limitHeaders': ['%s']}".formatted(way));
    street.sandbox.street().endQuota();

    var failure =
        catchThrowableOfType(CrmFailure.Transient.class, () -> street.connector().authenticate());

    assertThat(failure.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(61));
  }

  @Test
  void a_rate_limit_that_does_not_say_is_waited_out_for_a_minute() {
    street.options("{'limitHeaders': [], 'limitBody': 'message'}");
    street.sandbox.street().endQuota();

    var failure =
        catchThrowableOfType(CrmFailure.Transient.class, () -> street.connector().authenticate());

    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(1));
  }
}
