package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AltoReadingTest {

  private static final int HOUSEHOLDS = 130;
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final AtAlto alto = AtAlto.with(HOUSEHOLDS);

  @AfterEach
  void close() {
    alto.close();
  }

  @Test
  void everybody_who_is_a_client_comes_once_archived_or_not() {
    var contacts = AtAlto.contacts(alto.everything());

    assertThat(contacts).extracting(CrmContact::id).doesNotHaveDuplicates();
    assertThat(contacts).hasSize(people());
    assertThat(contacts).anyMatch(CrmContact::archived);
  }

  @Test
  void the_three_views_of_a_household_become_one_contact() {
    var id =
        alto.agentCreates(
            """
            [{'title': 'Ms', 'forename': 'Ada', 'surname': 'King',
              'phoneNumbers': [{'type': 'Fax', 'number': '01865 522119'},
                               {'type': 'Mobile', 'number': '07700 900123'},
                               {'type': 'Home', 'number': '(01865) 522111'}],
              'emailAddresses': [{'address': 'Ada@mail.example'}, {'address': 'no address'}]}]
            """);
    alto.agentEdits(
        id,
        """
        {'persona': ['Applicant', 'Vendor'], 'potentialLandlord': true,
         'address': {'subDwelling': 'Flat 2', 'nameNumber': '12', 'street': 'Fulham Road',
                     'locality': 'Fulham', 'town': 'London', 'postcode': 'SW10 0BF',
                     'countryCode': 'GB'},
         'applicantRequirements': [
           {'id': '1', 'profileIntention': 'Rent', 'isActiveProfile': true},
           {'id': '2', 'profileIntention': 'Buy', 'isActiveProfile': false}],
         'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied',
                          'dateActioned': '2026-01-05T09:30:00.0000000+00:00'}],
         'modifiedDate': '2026-11-20T08:00:00.0000000+00:00'}
        """);

    var contact = alto.look(id + "-1");

    assertThat(contact.details().name()).isEqualTo(new PersonName("Ms", "Ada", "King"));
    assertThat(contact.details().emails()).containsExactly(new EmailAddress("ada@mail.example"));
    assertThat(contact.details().phones())
        .containsExactly(new PhoneNumber("+447700900123"), new PhoneNumber("+441865522111"));
    assertThat(contact.details().address())
        .isEqualTo(
            new PostalAddress(
                "Flat 2", "12", "Fulham Road", "Fulham", "London", "", "SW10 0BF", "GB"));
    assertThat(contact.details().categories())
        .containsExactlyInAnyOrder(
            ContactCategory.ACTIVE_SELLER,
            ContactCategory.TENANT_APPLICANT,
            ContactCategory.LANDLORD);
    assertThat(contact.consents())
        .containsOnlyKeys(Channel.EMAIL)
        .containsValue(
            new Claim(ConsentStatus.DENIED, Optional.of(Instant.parse("2026-01-05T09:30:00Z"))));
    assertThat(contact.modifiedAt()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    assertThat(contact.household()).contains(id);
    assertThat(contact.tag()).isEmpty();
    assertThat(contact.archived()).isFalse();
  }

  @Test
  void two_people_of_one_household_are_two_contacts_who_share_what_the_household_has() {
    var id =
        alto.agentCreates(
            """
            [{'forename': 'Ada', 'surname': 'King',
              'emailAddresses': [{'address': 'ada@mail.example'}]},
             {'forename': 'William', 'surname': 'King',
              'emailAddresses': [{'address': 'will@mail.example'}]}]
            """);
    alto.agentEdits(id, "{'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied'}]}");

    var ada = alto.look(id + "-1");
    var will = alto.look(id + "-2");

    assertThat(ada.details().emails()).containsExactly(new EmailAddress("ada@mail.example"));
    assertThat(will.details().emails()).containsExactly(new EmailAddress("will@mail.example"));
    assertThat(will.household()).isEqualTo(ada.household()).contains(id);
    assertThat(will.consents()).isEqualTo(ada.consents());
    assertThat(AtAlto.email(will).status()).isEqualTo(ConsentStatus.DENIED);
  }

  @Test
  void a_single_look_shows_what_the_listing_shows() {
    var listed = AtAlto.contacts(alto.everything());

    for (var contact : listed.subList(0, 20)) {
      assertThat(alto.look(contact.id().value())).isEqualTo(contact);
    }
  }

  @Test
  void only_what_changed_is_read_since_the_last_time() {
    var since = Instant.now().minusSeconds(1);
    var edited = alto.agentCreates("[{'surname': 'King'}]");
    var archived = clients().getFirst().household().orElseThrow();
    alto.desk().archive(archived);

    var changed = AtAlto.contacts(alto.read(new Reading.Changes(since, SyncCursor.START)));

    assertThat(changed)
        .extracting(contact -> contact.household().orElseThrow())
        .containsOnly(edited, archived);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 25, 250})
  void a_page_is_one_unit_of_whatever_size(int size) {
    var application =
        alto.application(alto.settings.with(alto.settings.sweeping().withPageSize(size)));
    try (var pages =
        application
            .connectTo(AtAlto.at(AtAlto.AGENCY))
            .listContacts(new Reading.Everything(SyncCursor.START))) {
      var read = 0;
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        assertThat(page.get().contacts()).hasSizeLessThanOrEqualTo(2 * size);
        read += page.get().size();
      }
      assertThat(read).isEqualTo(people());
    }
    application.close();
  }

  @Test
  void reading_goes_on_where_it_was_interrupted() {
    var whole = AtAlto.ids(alto.everything());
    var parts = new ArrayList<String>();
    var position = SyncCursor.START;
    var more = true;
    while (more) {
      try (var pages = alto.connector().listContacts(new Reading.Everything(position))) {
        var page = pages.next();
        more = page.isPresent();
        if (page.isPresent()) {
          page.get().contacts().forEach(contact -> parts.add(contact.id().value()));
          position = page.get().next();
        }
      }
    }

    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void a_place_that_alto_has_forgotten_is_looked_for_anew() {
    SyncCursor position;
    try (var pages = alto.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      pages.next();
      position = pages.next().orElseThrow().next();
    }
    alto.options("{'pageTokenLifeMillis': 1000}");
    alto.sandbox.clock().advance(Duration.ofSeconds(5));

    alto.options("{'pageTokenLifeMillis': 60000}");
    var fresh = position;
    alto.sandbox.clock().advance(Duration.ofMinutes(10));
    var rest = AtAlto.ids(alto.read(new Reading.Everything(fresh)));

    assertThat(rest).hasSize(people());
  }

  @Test
  void a_position_of_another_kind_begins_the_pass_anew() {
    assertThat(AtAlto.ids(alto.read(new Reading.Everything(new SyncCursor("elsewhere")))))
        .hasSize(people());
  }

  @Test
  void a_call_that_failed_can_be_repeated_without_asking_for_everything_twice() {
    alto.harm(new Harm.Refuse(List.of(503), Optional.empty()), "preferences.get", 1);
    try (var pages = alto.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      assertThatThrownBy(pages::next).isInstanceOf(CrmFailure.Transient.class);

      var page = pages.next().orElseThrow();

      assertThat(page.unreadable()).isEmpty();
      assertThat(alto.calls("contacts.get")).isEqualTo(alto.settings.sweeping().pageSize());
    }
  }

  @Test
  void whoever_is_gone_or_no_client_any_more_is_left_out() {
    var ids = clients().stream().map(CrmContact::id).toList();
    var gone = ids.get(0);
    var solicitor = ids.get(5);
    alto.desk().delete(household(gone));
    alto.agentEdits(household(solicitor), "{'category': 'Solicitor'}");

    var there = AtAlto.contacts(alto.read(new Reading.Only(Set.of(gone, solicitor, ids.get(9)))));

    assertThat(there).extracting(CrmContact::id).containsExactly(ids.get(9));
  }

  @Test
  void a_person_who_left_a_household_is_left_out() {
    var id = alto.agentCreates("[{'surname': 'King'}]");

    assertThat(alto.read(new Reading.Only(Set.of(new ExternalId(id + "-2")))))
        .allMatch(page -> page.contacts().isEmpty() && page.unreadable().isEmpty());
  }

  @Test
  void the_time_of_a_page_is_altos() {
    alto.sandbox.clock().setOffset(Duration.ofMinutes(7));

    var page = alto.everything().getFirst();

    assertThat(page.clockOffset()).isBetween(Duration.ofSeconds(415), Duration.ofSeconds(425));
    assertThat(page.servedAt()).isAfter(Instant.now().plusSeconds(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"object", "array", "items"})
  void several_households_are_asked_for_at_once_whatever_the_answer_looks_like(String shape) {
    var single = AtAlto.contacts(alto.everything());
    alto.options("{'byIds': '%s'}".formatted(shape));
    var application =
        alto.application(alto.settings.with(alto.settings.asking().withIdsAtOnce(50)));
    var several = new ArrayList<CrmContact>();
    try (var pages =
        application
            .connectTo(AtAlto.at(AtAlto.AGENCY))
            .listContacts(new Reading.Everything(SyncCursor.START))) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        several.addAll(page.get().contacts());
      }
    }
    application.close();

    assertThat(several).isEqualTo(single);
  }

  @Test
  void alto_is_told_once_an_import_is_complete() {
    alto.everything();
    alto.read(new Reading.Changes(LONG_AGO, SyncCursor.START));

    assertThat(alto.told("integration.status")).hasSize(1);
    assertThat(alto.told("integration.status").getFirst().body()).contains("Active");
  }

  @Test
  void every_call_names_the_agency() {
    alto.everything();

    assertThat(alto.told("contacts.list")).isNotEmpty().allMatch(AltoReadingTest::namesAgency);
    assertThat(alto.told("contacts.get")).isNotEmpty().allMatch(AltoReadingTest::namesAgency);
  }

  private static boolean namesAgency(Told told) {
    return AtAlto.AGENCY.equals(told.headers().get("agencyref"));
  }

  private List<CrmContact> clients() {
    return AtAlto.contacts(alto.everything());
  }

  private static String household(ExternalId id) {
    return id.value().substring(0, id.value().indexOf('-'));
  }

  /// How many people the agency's clients are, counted past the API.
  private int people() {
    var people = 0;
    for (int number = 0; number < HOUSEHOLDS; number++) {
      var record = alto.record(Integer.toString(100_001 + number));
      if (record.path("category").asString("").equals("Client")) {
        people += record.path("people").size();
      }
    }
    return people;
  }
}
