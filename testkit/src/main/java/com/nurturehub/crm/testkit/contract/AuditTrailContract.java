package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.audit.AuditTrail.Entry;
import com.nurturehub.crm.application.audit.AuditTrail.Proof;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.testkit.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.audit.AuditTrail] promises.
public interface AuditTrailContract {

  Storage storage();

  private static AuditEntry conflict(Office office, Person person) {
    return new AuditEntry(
        new AuditEntryId(UUID.randomUUID()),
        TEN,
        Kind.CONFLICT,
        Optional.of(person.id()),
        Optional.of(office.reapit()),
        Optional.of(CrmProvider.REAPIT),
        Optional.of(
            new Outcome(
                Side.HUB,
                NINE,
                EIGHT,
                Duration.ofMillis(-2_500),
                Set.of(ContactField.SURNAME, ContactField.EMAILS),
                Set.of(ContactField.SURNAME),
                "FIELD_OWNERSHIP")),
        Optional.of(
            new Versions(
                person.surnamed("أبو \"😀\"").details(),
                person.at("x@x.org", "y@x.org").on().details())),
        "Each field belongs to the side that owns it.",
        "sync");
  }

  private static AuditEntry connected() {
    return new AuditEntry(
        new AuditEntryId(UUID.randomUUID()),
        NINE,
        Kind.CONNECTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "Loop was connected.",
        "jo@acme.example");
  }

  /// An agency that knows Ada and Grace.
  private Office acquainted() {
    var office = Office.in(storage());
    office.run(
        () -> office.stores().contacts().add(List.of(ada().inHub(EIGHT), grace().inHub(EIGHT))));
    return office;
  }

  private static void append(Office office, AuditEntry... entries) {
    office.run(() -> office.stores().audit().append(List.of(entries)));
  }

  private static Optional<Entry> find(Office office, AuditEntry entry) {
    return office.get(() -> office.stores().audit().find(entry.id()));
  }

  private static Proof verify(Office office) {
    return office.get(() -> office.stores().audit().verify());
  }

  private static List<AuditEntry> listed(Office office, Optional<ContactId> about) {
    return office
        .get(() -> office.stores().audit().list(about, Slice.Request.first(50)))
        .items()
        .stream()
        .map(Entry::entry)
        .toList();
  }

  @Test
  default void an_entry_is_found_as_it_was_written() {
    var office = acquainted();
    var full = conflict(office, ada());
    var bare = connected();

    append(office, full, bare);

    assertThat(find(office, full).orElseThrow().entry()).isEqualTo(full);
    assertThat(find(office, bare).orElseThrow().entry()).isEqualTo(bare);
    assertThat(find(office, full).orElseThrow().erased()).isFalse();
  }

  @Test
  default void entries_are_numbered_without_a_gap_in_the_order_they_were_written() {
    var office = Office.in(storage());
    var first = conflict(office, ada());
    var second = connected();
    var third = conflict(office, grace());

    append(office, first, second);
    append(office, third);

    assertThat(find(office, first).orElseThrow().number()).isEqualTo(1);
    assertThat(find(office, second).orElseThrow().number()).isEqualTo(2);
    assertThat(find(office, third).orElseThrow().number()).isEqualTo(3);
  }

  @Test
  default void an_untouched_trail_is_whole_and_its_head_moves_with_every_entry() {
    var office = Office.in(storage());
    var empty =
        storage()
            .transactions()
            .in(
                new AgencyId("newcomer-" + UUID.randomUUID()),
                () -> storage().stores().audit().verify());
    append(office, conflict(office, ada()));
    var one = verify(office);
    append(office, conflict(office, grace()), connected());
    var three = verify(office);

    assertThat(List.of(empty, one, three)).allMatch(Proof::intact);
    assertThat(List.of(empty.entries(), one.entries(), three.entries()))
        .containsExactly(0L, 1L, 3L);
    assertThat(Set.of(empty.head(), one.head(), three.head())).hasSize(3);
    assertThat(three.broken()).isEmpty();
  }

  @Test
  default void the_hash_of_the_last_entry_is_the_head() {
    var office = Office.in(storage());
    var last = connected();
    append(office, conflict(office, ada()), last);

    assertThat(find(office, last).orElseThrow().hash()).isEqualTo(verify(office).head());
  }

  @Test
  default void what_rolls_back_leaves_no_gap() {
    var office = Office.in(storage());
    assertThatExceptionOfType(TransactionsContract.Trouble.class)
        .isThrownBy(() ->
            office.run(() -> {
              office.stores().audit().append(List.of(connected()));
              throw new TransactionsContract.Trouble();
            }));

    var entry = connected();
    append(office, entry);

    assertThat(find(office, entry).orElseThrow().number()).isEqualTo(1);
    assertThat(verify(office).intact()).isTrue();
  }

  @Test
  default void entries_written_at_the_same_time_make_one_chain() throws Exception {
    var office = Office.in(storage());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          IntStream.range(0, 8)
              .mapToObj(_ -> threads.submit(() -> append(office, connected(), connected())))
              .toList();
      for (var each : writing) {
        each.get();
      }
    }

    assertThat(verify(office).intact()).isTrue();
    assertThat(verify(office).entries()).isEqualTo(16);
  }

  @Test
  default void the_trail_is_listed_the_newest_first_and_about_whom_it_was_asked() {
    var office = acquainted();
    var entries =
        List.of(
            conflict(office, ada()),
            connected(),
            conflict(office, grace()),
            conflict(office, ada()));
    append(office, entries.toArray(AuditEntry[]::new));

    assertThat(listed(office, Optional.empty())).isEqualTo(entries.reversed());
    assertThat(listed(office, Optional.of(ada().id())))
        .containsExactly(entries.get(3), entries.get(0));
  }

  @Test
  default void the_trail_is_read_to_its_end_slice_by_slice() {
    var office = Office.in(storage());
    append(office, IntStream.range(0, 5).mapToObj(_ -> connected()).toArray(AuditEntry[]::new));

    var read = new ArrayList<Long>();
    Optional<String> after = Optional.empty();
    do {
      var request = new Slice.Request(2, after);
      var slice = office.get(() -> office.stores().audit().list(Optional.empty(), request));
      assertThat(slice.total()).isEqualTo(5);
      slice.items().forEach(entry -> read.add(entry.number()));
      after = slice.next();
    } while (after.isPresent());

    assertThat(read).isEqualTo(LongStream.rangeClosed(1, 5).boxed().toList().reversed());
  }

  @Test
  default void a_person_is_forgotten_and_the_chain_stays_whole() {
    var office = acquainted();
    var about = conflict(office, ada());
    var other = conflict(office, grace());
    append(office, about, other, connected());
    var before = verify(office);

    office.run(() -> office.stores().audit().forget(ada().id()));

    var forgotten = find(office, about).orElseThrow();
    assertThat(forgotten.erased()).isTrue();
    assertThat(forgotten.entry().versions()).isEmpty();
    assertThat(forgotten.entry().outcome()).isEqualTo(about.outcome());
    assertThat(find(office, other).orElseThrow().entry()).isEqualTo(other);
    assertThat(verify(office)).isEqualTo(before);
  }

  @Test
  default void nothing_personal_is_kept_of_somebody_who_is_there_no_longer() {
    var office = acquainted();
    var late = conflict(office, ada());
    var other = conflict(office, grace());
    office.run(() -> {
      office.stores().contacts().erase(ada().id());
      office.stores().audit().forget(ada().id());
    });

    append(office, late, other);

    var kept = find(office, late).orElseThrow();
    assertThat(kept.entry().versions()).isEmpty();
    assertThat(kept.erased()).isTrue();
    assertThat(kept.entry().outcome()).isEqualTo(late.outcome());
    assertThat(find(office, other).orElseThrow().entry()).isEqualTo(other);
    assertThat(verify(office).intact()).isTrue();
  }

  @Test
  default void
      what_was_decided_about_whoever_was_merged_is_the_survivors_and_forgotten_with_them() {
    var office = acquainted();
    var entry = conflict(office, ada());
    append(office, entry);

    office.run(() -> office.stores().contacts().merge(Set.of(ada().id()), grace().id(), TEN));

    assertThat(listed(office, Optional.of(grace().id()))).hasSize(1);
    assertThat(listed(office, Optional.of(ada().id()))).hasSize(1);
    assertThat(find(office, entry).orElseThrow().erased()).isFalse();
    office.run(() -> office.stores().audit().forget(grace().id()));
    assertThat(find(office, entry).orElseThrow().erased()).isTrue();
    assertThat(verify(office).intact()).isTrue();
  }

  @Test
  default void what_is_written_after_forgetting_follows_in_the_chain() {
    var office = acquainted();
    append(office, conflict(office, ada()));
    var erased =
        new AuditEntry(
            new AuditEntryId(UUID.randomUUID()),
            TEN,
            Kind.ERASED,
            Optional.of(ada().id()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "The person asked to be forgotten.",
            "jo");

    office.run(() -> {
      office.stores().audit().forget(ada().id());
      office.stores().audit().append(List.of(erased));
    });

    assertThat(verify(office).intact()).isTrue();
    assertThat(find(office, erased).orElseThrow().entry()).isEqualTo(erased);
    assertThat(find(office, erased).orElseThrow().erased()).isFalse();
  }

  @Test
  default void each_agency_has_a_chain_of_its_own_that_nobody_else_sees_or_touches() {
    var office = acquainted();
    var neighbour = office.neighbour();
    var entry = conflict(office, ada());
    append(office, entry);
    append(neighbour, connected());

    assertThat(find(neighbour, entry)).isEmpty();
    assertThat(listed(neighbour, Optional.of(ada().id()))).isEmpty();
    neighbour.run(() -> neighbour.stores().audit().forget(ada().id()));

    assertThat(find(office, entry).orElseThrow().entry()).isEqualTo(entry);
    assertThat(Arrays.asList(verify(office).entries(), verify(neighbour).entries()))
        .containsExactly(1L, 1L);
  }
}
