package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.http.PageTwist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People are edited, deleted and made while they are read, and lists have no order.
class StreetDriftTest {

  private static final int PEOPLE = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nobody_is_missed_whoever_is_edited_between_the_pages(long seed) {
    try (var street = AtStreet.with(PEOPLE)) {
      street.options("{'order': 'shuffled'}");
      var chance = new Random(seed);
      var before = new ArrayList<>(AtStreet.ids(street.everything()));
      var seen = new HashSet<String>();
      try (var pages = street.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
        // The next page is fetched meanwhile, and may be cut by an edit.
        for (var page = AtStreet.patiently(pages);
            page.isPresent();
            page = AtStreet.patiently(pages)) {
          seen.addAll(AtStreet.ids(List.of(page.get())));
          for (var edits = 0; edits < 5; edits++) {
            var id = before.get(chance.nextInt(before.size()));
            street.agentEdits(id, "{'first_name': 'Edited%d'}".formatted(chance.nextInt(100)));
          }
        }
      }

      assertThat(seen).containsAll(before);
    }
  }

  @Test
  void who_is_deleted_between_the_pages_costs_nobody_else() {
    try (var street = AtStreet.with(PEOPLE)) {
      street.options("{'order': 'shuffled'}");
      var before = new ArrayList<>(AtStreet.ids(street.everything()));
      var erased = new HashSet<String>();
      var seen = new HashSet<String>();
      try (var pages = street.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
        // The next page is fetched meanwhile, and may be cut by an edit.
        for (var page = AtStreet.patiently(pages);
            page.isPresent();
            page = AtStreet.patiently(pages)) {
          seen.addAll(AtStreet.ids(List.of(page.get())));
          var id = before.get(seen.size() * 7 % before.size());
          if (erased.add(id)) {
            street.desk().erase(id);
          }
        }
      }

      before.removeAll(erased);
      assertThat(seen).containsAll(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest_first", "shuffled"})
  void hundreds_who_changed_in_the_same_second_are_read_by_page_numbers(String order) {
    try (var street = AtStreet.atStandstill(PEOPLE)) {
      street.options("{'order': '%s'}".formatted(order));
      var all = new HashSet<>(AtStreet.ids(street.everything()));
      street.desk().editMany(100, AtStreet.json("{'title': 'Dr'}"), false);
      street.sandbox.clock().advance(Duration.ofMinutes(5));

      var pages = street.everything();

      assertThat(AtStreet.ids(pages)).hasSize(PEOPLE).doesNotHaveDuplicates();
      assertThat(new HashSet<>(AtStreet.ids(pages))).isEqualTo(all);
    }
  }

  @Test
  void such_a_second_is_read_again_when_somebody_leaves_it_meanwhile() {
    try (var street = AtStreet.atStandstill(PEOPLE)) {
      street.options("{'order': 'shuffled'}");
      var all = new HashSet<>(AtStreet.ids(street.everything()));
      street.desk().editMany(100, AtStreet.json("{'title': 'Dr'}"), false);
      street.sandbox.clock().advance(Duration.ofMinutes(5));
      var seen = new HashSet<String>();
      var edits = 2;
      try (var pages = street.connector().listContacts(new Reading.Everything(SyncCursor.START))) {
        // The next page is fetched meanwhile, and may be cut by an edit.
        for (var page = AtStreet.patiently(pages);
            page.isPresent();
            page = AtStreet.patiently(pages)) {
          seen.addAll(AtStreet.ids(List.of(page.get())));
          if (page.get().size() == 100 && edits > 0) {
            edits--;
            street.agentEdits(page.get().contacts().getFirst().id().value(), "{'title': 'Prof'}");
          }
        }
      }

      assertThat(seen).isEqualTo(all);
    }
  }

  @Test
  void a_pass_taken_up_in_the_middle_of_such_a_second_goes_on() {
    try (var street = AtStreet.atStandstill(PEOPLE)) {
      var all = new HashSet<>(AtStreet.ids(street.everything()));
      street.desk().editMany(100, AtStreet.json("{'title': 'Dr'}"), false);
      street.sandbox.clock().advance(Duration.ofMinutes(5));
      var seen = new HashSet<String>();
      var position = Optional.of(SyncCursor.START);
      while (position.isPresent()) {
        try (var pages = street.connector().listContacts(new Reading.Everything(position.get()))) {
          var page = pages.next();
          page.ifPresent(read -> seen.addAll(AtStreet.ids(List.of(read))));
          position = page.map(ContactPage::next);
        }
      }

      assertThat(seen).isEqualTo(all);
    }
  }

  @Test
  void one_who_stands_twice_on_a_page_makes_it_be_asked_for_again() {
    try (var street = AtStreet.with(PEOPLE)) {
      street.twist(PageTwist.DUPLICATE, 3);

      assertThat(AtStreet.ids(street.everything())).hasSize(PEOPLE).doesNotHaveDuplicates();
    }
  }

  @Test
  void one_who_stands_twice_for_ever_stops_nobody_and_is_reported() {
    try (var street = AtStreet.with(60)) {
      street.twist(PageTwist.DUPLICATE, Integer.MAX_VALUE);

      var pages = street.everything();

      assertThat(AtStreet.ids(pages)).doesNotHaveDuplicates();
      assertThat(AtStreet.apart(pages))
          .anyMatch(record -> record.reason().contains("different ones"));
    }
  }

  @Test
  void a_list_without_an_end_is_given_up() {
    try (var street = AtStreet.with(PEOPLE)) {
      street.twist(PageTwist.ENDLESS, Integer.MAX_VALUE);

      var failure = catchThrowableOfType(CrmFailure.Transient.class, () -> street.everything());

      assertThat(failure.why()).isEqualTo(FailureCause.MALFORMED_ANSWER);
    }
  }
}
