package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Agents do not stop working while we read.
class ReapitDriftTest {

  private static final int CONTACTS = 900;
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  private final AtReapit reapit = AtReapit.with(CONTACTS);
  private final Random chance = new Random(7);

  @AfterEach
  void close() {
    reapit.close();
  }

  @Test
  void a_full_pass_misses_nobody_while_others_are_edited_archived_and_created() {
    var people = AtReapit.contacts(reapit.everything());
    var moved = new HashSet<String>();

    var pages =
        readWhile(
            new Reading.Everything(SyncCursor.START),
            () -> {
              for (int i = 0; i < 12; i++) {
                var somebody = people.get(chance.nextInt(people.size()));
                moved.add(somebody.id().value());
                move(somebody);
              }
              reapit.desk().create(AtReapit.json("{'surname':'Newcomer'}"));
            });

    assertThat(AtReapit.distinct(pages)).containsAll(whoStayed(people, moved));
    assertThat(AtReapit.ids(pages))
        .filteredOn(whoStayed(people, moved)::contains)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_pass_over_changes_misses_nobody_while_others_are_edited_and_archived() {
    var people = AtReapit.contacts(reapit.everything());
    var moved = new HashSet<String>();

    var pages =
        readWhile(
            new Reading.Changes(LONG_AGO, SyncCursor.START),
            () -> {
              for (int i = 0; i < 12; i++) {
                var somebody = people.get(chance.nextInt(people.size()));
                moved.add(somebody.id().value());
                move(somebody);
              }
            });

    assertThat(AtReapit.distinct(pages)).containsAll(whoStayed(people, moved));
    assertThat(AtReapit.ids(pages))
        .filteredOn(whoStayed(people, moved)::contains)
        .doesNotHaveDuplicates();
  }

  @Test
  void whoever_is_edited_during_a_full_pass_is_among_the_next_changes() {
    var people = AtReapit.contacts(reapit.everything());
    var edited = people.getFirst().id().value();
    var pages =
        readWhile(
            new Reading.Everything(SyncCursor.START),
            () -> reapit.desk().edit(edited, AtReapit.json("{'surname':'Later'}")));

    var since = pages.getFirst().servedAt();
    var changes = reapit.read(new Reading.Changes(since, SyncCursor.START));

    assertThat(AtReapit.ids(changes)).contains(edited);
  }

  /// An import leaves thousands with the very same time of creation.
  @Test
  void many_with_the_same_stamp_are_read_page_by_page() {
    try (var still = AtReapit.atStandstill(150)) {
      var imported = new ArrayList<String>();
      for (int i = 0; i < 230; i++) {
        imported.add(still.desk().create(AtReapit.json("{'surname':'Imported'}")));
      }

      var pages = still.everything();

      assertThat(AtReapit.ids(pages)).containsAll(imported).doesNotHaveDuplicates().hasSize(380);
    }
  }

  @Test
  void somebody_who_leaves_such_a_crowd_takes_nobody_along() {
    try (var still = AtReapit.atStandstill(0)) {
      var imported = new ArrayList<String>();
      for (int i = 0; i < 240; i++) {
        imported.add(still.desk().create(AtReapit.json("{'surname':'Imported'}")));
      }
      var leaving = List.copyOf(imported.subList(0, 5)).iterator();
      var delivered = new ArrayList<String>();
      var position = SyncCursor.START;
      for (var page = oneFrom(still, position); page.isPresent(); page = oneFrom(still, position)) {
        delivered.addAll(AtReapit.ids(List.of(page.get())));
        position = page.get().next();
        if (leaving.hasNext()) {
          still.desk().archive(leaving.next());
        }
      }

      assertThat(delivered).containsAll(imported.subList(5, 240));
    }
  }

  private static Optional<ContactPage> oneFrom(AtReapit reapit, SyncCursor position) {
    try (var pages = reapit.connector().listContacts(new Reading.Everything(position))) {
      return pages.next();
    }
  }

  private void move(CrmContact somebody) {
    var id = somebody.id().value();
    switch (chance.nextInt(3)) {
      case 0 -> reapit.desk().edit(id, AtReapit.json("{'surname':'Moved'}"));
      case 1 -> reapit.desk().archive(id);
      default -> reapit.desk().unarchive(id);
    }
  }

  private List<ContactPage> readWhile(Reading reading, Runnable somethingHappens) {
    var read = new ArrayList<ContactPage>();
    try (var pages = reapit.connector().listContacts(reading)) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        read.add(page.get());
        somethingHappens.run();
      }
    }
    return read;
  }

  private static Set<String> whoStayed(List<CrmContact> people, Set<String> moved) {
    var stayed = new HashSet<String>();
    people.forEach(person -> stayed.add(person.id().value()));
    stayed.removeAll(moved);
    return stayed;
  }
}
