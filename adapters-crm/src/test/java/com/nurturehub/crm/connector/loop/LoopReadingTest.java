package com.nurturehub.crm.connector.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.loop.LoopFields.Field;
import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
import com.nurturehub.crm.connector.loop.LoopSettings.Path;
import com.nurturehub.crm.connector.loop.LoopSettings.People;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// People as proposed.
class LoopReadingTest {

  private static final int PEOPLE = 260;

  private final AtLoop loop = AtLoop.asProposed(PEOPLE);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void everybody_is_read_once() {
    var pages = loop.everything();

    assertThat(AtLoop.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
    assertThat(AtLoop.apart(pages)).isEmpty();
    assertThat(pages.getFirst().total()).hasValue(PEOPLE);
  }

  @Test
  void everybody_is_read_once_also_by_page_numbers_alone() {
    var plain = loop.connector(loop.settings.with(new Contract(true, true, false, false)));

    var pages = AtLoop.read(plain, new Reading.Everything(SyncCursor.START));

    assertThat(AtLoop.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
  }

  @Test
  void nobody_is_missed_who_is_edited_between_the_pages() {
    var before = new HashSet<>(AtLoop.ids(loop.everything()));
    var seen = new HashSet<String>();
    try (var pages = loop.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        var ids = AtLoop.ids(List.of(page.get()));
        seen.addAll(ids);
        ids.stream().limit(5).forEach(id -> loop.desk().touchUnseen(id));
        if (seen.size() >= PEOPLE) {
          break;
        }
      }
    }

    assertThat(seen).isEqualTo(before);
  }

  @Test
  void a_pass_goes_on_from_the_position_of_any_page() {
    var seen = new HashSet<String>();
    SyncCursor position;
    try (var pages = loop.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      pages.next();
      var second = pages.next().orElseThrow();
      position = second.next();
    }

    seen.addAll(AtLoop.ids(loop.read(new Reading.Everything(position))));

    assertThat(seen).hasSizeBetween(PEOPLE - 100, PEOPLE - 99 + 1);
  }

  @Test
  void changes_are_read_to_the_millisecond() {
    var since = loop.sandbox.clock().instant();
    var id = AtLoop.ids(loop.everything()).get(7);
    loop.desk().edit(id, AtLoop.json("{'lastName': 'Byron'}"));

    assertThat(AtLoop.ids(loop.read(new Reading.Changes(since, SyncCursor.START))))
        .containsExactly(id);
  }

  @Test
  void chosen_people_are_read_and_those_of_another_team_are_not() {
    var ids = AtLoop.ids(loop.everything());
    var others = AtLoop.application(loop.settings, AtLoop.OTHER_TEAMS_KEY).connectTo(AtLoop.team());
    var asked = Set.of(new ExternalId(ids.get(1)), new ExternalId(ids.get(2)));

    assertThat(AtLoop.ids(loop.read(new Reading.Only(asked))))
        .containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    assertThat(AtLoop.ids(AtLoop.read(others, new Reading.Only(asked)))).isEmpty();
  }

  @Test
  void a_person_is_read_in_our_words() {
    var id =
        loop.agentCreates(
            """
            {'roles': ['Buyer', 'Landlord', 'Contractor'], 'status': 'Expired', 'title': 'Ms',
             'firstName': 'Priya', 'lastName': 'Example', 'email': 'Priya@Example.org',
             'mobilePhone': '07700 900123', 'homePhone': '', 'workPhone': null,
             'addressHouseNameOrNumber': '12', 'addressStreet': 'Station Road',
             'addressLocality': null, 'addressTown': 'Coalville',
             'addressCounty': 'Leicestershire', 'addressPostcode': 'LE67 3AA',
             'emailMarketingConsent': true, 'smsMarketingConsent': false,
             'phoneMarketingConsent': null, 'unheardOf': {'a': [1]}}
            """);

    var contact = loop.look(id);

    assertThat(contact.details().name()).isEqualTo(new PersonName("Ms", "Priya", "Example"));
    assertThat(contact.details().emails())
        .extracting(email -> email.value())
        .containsExactly("priya@example.org");
    assertThat(contact.details().phones())
        .extracting(phone -> phone.value())
        .containsExactly("+447700900123");
    assertThat(contact.details().address())
        .isEqualTo(
            new PostalAddress(
                "", "12", "Station Road", "", "Coalville", "Leicestershire", "LE67 3AA", ""));
    assertThat(contact.details().categories())
        .containsExactlyInAnyOrder(ContactCategory.BUYER, ContactCategory.LANDLORD);
    assertThat(contact.archived()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Buyer,      BUYER",
    "buyer,      BUYER",
    "Seller,     SELLER",
    "Renter,     TENANT_APPLICANT",
    "Landlord,   LANDLORD",
  })
  void a_role_means(String role, ContactCategory category) {
    var id = loop.agentCreates("{'lastName': 'Bell', 'roles': ['%s']}".formatted(role));

    assertThat(loop.look(id).details().categories()).containsExactly(category);
  }

  @Test
  void a_role_that_nobody_has_heard_of_means_nothing() {
    var id = loop.agentCreates("{'lastName': 'Bell', 'roles': ['Contractor']}");

    assertThat(loop.look(id).details().categories()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "emailMarketingConsent, EMAIL, true,  GRANTED",
    "emailMarketingConsent, EMAIL, false, DENIED",
    "emailMarketingConsent, EMAIL, null,  UNKNOWN",
    "smsMarketingConsent,   SMS,   true,  GRANTED",
    "smsMarketingConsent,   SMS,   false, DENIED",
    "smsMarketingConsent,   SMS,   null,  UNKNOWN",
    "phoneMarketingConsent, PHONE, true,  GRANTED",
    "phoneMarketingConsent, PHONE, false, DENIED",
    "phoneMarketingConsent, PHONE, null,  UNKNOWN",
  })
  void a_consent_means(String member, Channel channel, String said, ConsentStatus status) {
    var id = loop.agentCreates("{'lastName': 'Bell', '%s': %s}".formatted(member, said));

    var claims = loop.look(id).consents();

    assertThat(claims.get(channel)).isEqualTo(new CrmContact.Claim(status, Optional.empty()));
    assertThat(claims).doesNotContainKey(Channel.POST);
  }

  @ParameterizedTest
  @CsvSource({
    "Active, false",
    "Expired, false",
    "Paused, false",
    "Archived, true",
    "ARCHIVED, true"
  })
  void a_state_means(String status, boolean archived) {
    var id = loop.agentCreates("{'lastName': 'Bell', 'status': '%s'}".formatted(status));

    assertThat(loop.look(id).archived()).isEqualTo(archived);
  }

  @Test
  void a_company_is_known_by_its_name() {
    var id = loop.agentCreates("{'companyName': 'Bell & Sons'}");

    assertThat(loop.look(id).details().name().surname()).isEqualTo("Bell & Sons");
  }

  // ---- everything about it is a setting

  @Test
  void rows_may_be_called_otherwise() {
    loop.options("{'envelope': 'data'}");

    assertThat(AtLoop.ids(loop.everything())).hasSize(PEOPLE);
  }

  @Test
  void each_role_may_have_a_list_of_its_own() {
    var paths =
        List.of(
            new Path("/buyers", Optional.of("Buyer")), new Path("/sellers", Optional.of("Seller")));
    var connector = loop.connector(loop.settings.with(People.PROPOSED.at(paths)));

    var contacts =
        AtLoop.contacts(AtLoop.read(connector, new Reading.Everything(SyncCursor.START)));

    assertThat(contacts).isNotEmpty();
    assertThat(contacts)
        .allMatch(contact -> contact.id().value().matches("(buyers|sellers)/[0-9a-f-]{36}"))
        .allMatch(contact ->
            contact
                .details()
                .categories()
                .contains(
                    contact.id().value().startsWith("buyers")
                        ? ContactCategory.BUYER
                        : ContactCategory.SELLER));
  }

  @Test
  void a_field_may_stand_elsewhere() {
    var fields = new LoopFields(Map.of(Field.LAST_NAME, "/addressee"));
    var id = loop.agentCreates("{'lastName': 'Bell', 'addressee': 'Ms Bell'}");
    var connector = loop.connector(loop.settings.with(fields));

    var contact =
        AtLoop.contacts(AtLoop.read(connector, new Reading.Only(Set.of(new ExternalId(id)))))
            .getFirst();

    assertThat(contact.details().name().surname()).isEqualTo("Ms Bell");
    assertThatThrownBy(() -> new LoopFields(Map.of(Field.EMAIL, "no pointer")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- what may go wrong

  @Test
  void a_key_revoked_in_the_middle_of_a_run_ends_it() {
    try (var pages = loop.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      pages.next();
      loop.sandbox.loop().disconnect(AtLoop.TEAM);

      var failure = catchThrowableOfType(CrmFailure.Persistent.class, pages::next);

      assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_rate_limit_says_when_to_come_back_or_is_waited_out_for_a_minute(boolean says) {
    loop.options("{'saysWhenToComeBack': %s}".formatted(says));
    loop.sandbox.loop().setLimits(AtLoop.json("{'perMinute': 1}"));
    loop.forgetCalls();

    var failure =
        catchThrowableOfType(
            CrmFailure.Transient.class,
            () -> {
              loop.everything();
            });

    assertThat(failure.why()).isEqualTo(FailureCause.RATE_LIMITED);
    assertThat(failure.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void a_position_survives_being_written_down() {
    var at =
        LoopPosition.start(Optional.of(Instant.parse("2026-11-23T10:00:00.001Z")), 1)
            .counted(260)
            .nextPage()
            .delivering(50);

    assertThat(LoopPosition.read(at.cursor())).contains(at);
    assertThat(LoopPosition.read(new SyncCursor("of another kind"))).isEmpty();
  }
}
