package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReapitReadingTest {

  private static final int CONTACTS = 730;
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  private final AtReapit reapit = AtReapit.with(CONTACTS);

  @AfterEach
  void close() {
    reapit.close();
  }

  @Test
  void every_contact_is_delivered_once_live_or_archived() {
    var pages = reapit.everything();

    assertThat(AtReapit.ids(pages)).hasSize(CONTACTS).doesNotHaveDuplicates();
    assertThat(AtReapit.contacts(pages)).anyMatch(CrmContact::archived);
  }

  @Test
  void the_first_page_already_says_how_many_there_are_in_all() {
    var first = reapit.everything().getFirst();

    assertThat(first.total()).hasValue(CONTACTS);
  }

  @Test
  void pages_hardly_overlap() {
    var pages = reapit.everything();

    assertThat(pages).hasSizeLessThan(CONTACTS / 100 + 4);
    assertThat(reapit.calls("contacts.list")).isLessThan(CONTACTS / 100 + 8);
  }

  @Test
  void reading_goes_on_from_any_page_as_if_it_had_never_stopped() {
    var pages = reapit.everything();

    for (int stopped = 0; stopped < pages.size(); stopped++) {
      var rest = reapit.read(new Reading.Everything(pages.get(stopped).next()));

      assertThat(AtReapit.ids(rest))
          .isEqualTo(AtReapit.ids(pages.subList(stopped + 1, pages.size())));
    }
  }

  @Test
  void a_position_of_another_kind_begins_the_pass_anew() {
    var foreign = new SyncCursor("{\"v\":77,\"page\":3}");

    assertThat(AtReapit.ids(reapit.read(new Reading.Everything(foreign)))).hasSize(CONTACTS);
  }

  @Test
  void nothing_is_fetched_before_the_first_page_is_asked_for_and_then_one_page_ahead_only() {
    try (var pages = reapit.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      assertThat(reapit.calls("contacts.list")).isZero();

      var first = pages.next();

      assertThat(first).isPresent();
      assertThat(reapit.calls("contacts.list")).isBetween(2L, 3L);
    }
  }

  @Test
  void what_changed_is_read_and_nothing_else() {
    var people = AtReapit.contacts(reapit.everything());
    var edited = people.stream().filter(p -> !p.archived()).findFirst().orElseThrow().id().value();
    var buried = people.stream().filter(CrmContact::archived).findFirst().orElseThrow().id();
    reapit.sandbox.clock().advance(Duration.ofHours(1));
    var since = reapit.sandbox.clock().instant();
    reapit.sandbox.clock().advance(Duration.ofMinutes(1));
    reapit.desk().edit(edited, AtReapit.json("{'surname':'Newname'}"));
    reapit.desk().unarchive(buried.value());
    var created = reapit.desk().create(AtReapit.json("{'surname':'Fresh'}"));

    var changes = reapit.read(new Reading.Changes(since, SyncCursor.START));

    assertThat(AtReapit.ids(changes)).containsExactlyInAnyOrder(edited, buried.value(), created);
  }

  @Test
  void a_poll_without_changes_is_one_empty_page_that_tells_the_time() {
    var since = reapit.sandbox.clock().instant().plus(Duration.ofHours(2));

    var changes = reapit.read(new Reading.Changes(since, SyncCursor.START));

    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().size()).isZero();
    assertThat(changes.getFirst().servedAt())
        .isBetween(
            reapit.sandbox.clock().instant().minusSeconds(60), reapit.sandbox.clock().instant());
  }

  @Test
  void the_time_is_reapits_own_and_so_is_its_distance_from_ours() {
    reapit.sandbox.clock().advance(Duration.ofMinutes(10));

    var page = reapit.everything().getFirst();

    assertThat(page.servedAt()).isAfter(Instant.now().plus(Duration.ofMinutes(9)));
    assertThat(page.clockOffset()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }

  @Test
  void a_new_contact_that_was_never_changed_is_a_change_too() {
    var since = reapit.sandbox.clock().instant().minusSeconds(60);
    var created = reapit.desk().create(AtReapit.json("{'surname':'Fresh'}"));

    var changes = reapit.read(new Reading.Changes(since, SyncCursor.START));

    assertThat(AtReapit.ids(changes)).containsExactly(created);
  }

  @Test
  void a_stamp_in_the_far_future_holds_nobody_up() {
    var ids = AtReapit.ids(reapit.everything());
    reapit.desk().edit(ids.getFirst(), AtReapit.json("{'modified':'2099-01-01T00:00:00Z'}"));

    var changes = reapit.read(new Reading.Changes(LONG_AGO, SyncCursor.START));

    assertThat(AtReapit.distinct(changes)).hasSizeGreaterThanOrEqualTo(CONTACTS - 1);
    assertThat(AtReapit.ids(changes)).doesNotHaveDuplicates();
  }

  @Test
  void changes_since_long_ago_are_everything() {
    var changes = reapit.read(new Reading.Changes(LONG_AGO, SyncCursor.START));

    assertThat(AtReapit.ids(changes)).hasSize(CONTACTS).doesNotHaveDuplicates();
  }

  @Test
  void chosen_contacts_are_found_wherever_they_are_kept_and_the_unknown_are_left_out() {
    var all = reapit.everything();
    var chosen =
        AtReapit.ids(all).stream()
            .filter(id -> Integer.parseInt(id.substring(5)) % 3 == 0)
            .map(ExternalId::new)
            .collect(Collectors.toSet());
    var asked = new java.util.HashSet<>(chosen);
    asked.add(new ExternalId("OXF99999999"));

    var pages = reapit.read(new Reading.Only(asked));

    assertThat(AtReapit.contacts(pages).stream().map(CrmContact::id))
        .containsExactlyInAnyOrderElementsOf(chosen);
    assertThat(pages).hasSizeLessThanOrEqualTo(chosen.size() / 100 + 1);
  }

  @Test
  void nobody_chosen_is_nothing_to_read() {
    assertThat(reapit.read(new Reading.Only(Set.of()))).isEmpty();
    assertThat(reapit.calls("contacts.list")).isZero();
  }

  @Test
  void an_agency_without_contacts_is_one_empty_page() {
    try (var empty = AtReapit.with(0)) {
      assertThat(empty.everything()).map(ContactPage::size).isEqualTo(List.of(0));
    }
  }

  @Test
  void roles_are_read_as_categories_where_that_is_wanted() {
    var withRoles = reapit.settings.sweeping();
    try (var application =
        reapit.another(s ->
            s.with(
                new ReapitSettings.Sweeping(
                    withRoles.pageSize(),
                    withRoles.splitAfter(),
                    withRoles.splitTries(),
                    withRoles.splitPause(),
                    withRoles.contactsMax(),
                    true)))) {
      var connector = application.connectTo(AtReapit.at(AtReapit.CUSTOMER));
      try (var pages = connector.listContacts(new Reading.Everything(SyncCursor.START))) {
        var categories =
            pages.next().orElseThrow().contacts().stream()
                .flatMap(contact -> contact.details().categories().stream())
                .collect(Collectors.toSet());

        assertThat(categories)
            .contains(com.nurturehub.crm.domain.contact.ContactCategory.MANAGED_LANDLORD);
      }
    }
  }
}
