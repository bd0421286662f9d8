package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.application.contact.ContactFeed.Entry;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.application.contact.ContactFeed.Reading.Next;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.CommittedChange.Kind;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [ContactFeed] promises.
public interface ContactFeedContract {

  /// As much as any of these tests makes.
  int EVERYTHING = 10_000;

  Storage storage();

  ContactFeed feed();

  /// The same, but a change is forgotten as soon as something was committed after it.
  Storage forgetfulStorage();

  ContactFeed forgetfulFeed();

  private List<Entry> after(Office office, Position position, int most) {
    return entries(office.get(() -> feed().after(position, most)));
  }

  private static List<Entry> entries(Reading reading) {
    assertThat(reading).isInstanceOf(Next.class);
    return reading instanceof Next(var entries) ? entries : List.of();
  }

  private List<CommittedChange> changes(Office office) {
    return after(office, Position.START, EVERYTHING).stream().map(Entry::change).toList();
  }

  private static void add(Office office, Contact... contacts) {
    office.run(() -> office.stores().contacts().add(List.of(contacts)));
  }

  private static void replace(Office office, Contact contact) {
    assertThat(office.get(() -> office.stores().contacts().replace(List.of(contact)))).isEmpty();
  }

  private static Contact somebody() {
    var like = ada().inHub(NINE);
    return Contact.fresh(
        new ContactId(UUID.randomUUID()), like.details(), like.consents(), like.source(), NINE);
  }

  @Test
  default void every_change_is_told_as_it_was_committed_in_the_order_of_the_commits() {
    var office = Office.in(storage());
    var first = ada().inHub(EIGHT).atVersion(1);
    var second = ada().surnamed("Lovelace").inHub(NINE).atVersion(1);
    var measured = second.atVersion(2);
    var scored = measured.with(measured.signals().with(new Signal.ScoreChanged(40, false, TEN)));

    add(office, ada().inHub(EIGHT));
    replace(office, second);
    add(office, grace().inHub(NINE));
    replace(office, scored);

    assertThat(changes(office))
        .extracting(CommittedChange::kind)
        .containsExactly(Kind.CREATED, Kind.UPDATED, Kind.CREATED, Kind.UPDATED);
    assertThat(changes(office))
        .extracting(CommittedChange::now)
        .containsExactly(
            Optional.of(first),
            Optional.of(second.atVersion(2)),
            Optional.of(grace().inHub(NINE).atVersion(1)),
            Optional.of(scored.atVersion(3)));
  }

  @Test
  default void what_is_rolled_back_is_told_nobody() {
    var office = Office.in(storage());

    assertThatThrownBy(() ->
            office.run(() -> {
              office.stores().contacts().add(List.of(ada().inHub(NINE)));
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    add(office, grace().inHub(NINE));

    assertThat(changes(office)).extracting(CommittedChange::contact).containsExactly(grace().id());
  }

  @Test
  default void who_was_not_replaced_has_not_changed() {
    var office = Office.in(storage());
    add(office, ada().inHub(EIGHT));
    var before = office.get(feed()::end);

    office.run(() -> {
      office.stores().contacts().add(List.of());
      office.stores().contacts().replace(List.of());
    });
    office.run(() -> office.stores().contacts().replace(List.of(ada().inHub(NINE).atVersion(7))));

    assertThat(after(office, before, EVERYTHING)).isEmpty();
  }

  @Test
  default void an_opt_out_is_told_as_one_with_its_channels() {
    var office = Office.in(storage());
    var denied = ada().saying(Channel.POST, ConsentStatus.DENIED, EIGHT);
    add(office, denied.inHub(EIGHT));

    replace(
        office, denied.saying(Channel.EMAIL, ConsentStatus.DENIED, NINE).inHub(NINE).atVersion(1));
    replace(
        office, denied.saying(Channel.EMAIL, ConsentStatus.DENIED, NINE).inHub(TEN).atVersion(2));

    assertThat(changes(office))
        .extracting(CommittedChange::kind)
        .containsExactly(Kind.CREATED, Kind.OPTED_OUT, Kind.UPDATED);
    assertThat(changes(office))
        .extracting(CommittedChange::optedOut)
        .containsExactly(Set.of(Channel.POST), Set.of(Channel.EMAIL), Set.of());
  }

  @Test
  default void archiving_is_told_once() {
    var office = Office.in(storage());
    add(office, ada().inHub(EIGHT));

    replace(office, ada().inHub(EIGHT).archived(NINE).atVersion(1));
    replace(office, ada().surnamed("Lovelace").inHub(EIGHT).archived(NINE).atVersion(2));

    assertThat(changes(office))
        .extracting(CommittedChange::kind)
        .containsExactly(Kind.CREATED, Kind.ARCHIVED, Kind.UPDATED);
  }

  @Test
  default void of_an_erased_person_nothing_is_told_but_that() {
    var office = Office.in(storage());
    add(office, ada().inHub(EIGHT), grace().inHub(EIGHT));
    replace(office, ada().surnamed("Lovelace").inHub(NINE).atVersion(1));

    office.run(() -> office.stores().contacts().erase(ada().id()));
    office.run(() -> office.stores().contacts().erase(ada().id()));

    assertThat(changes(office))
        .extracting(CommittedChange::contact, CommittedChange::kind, CommittedChange::now)
        .containsExactly(
            tuple(grace().id(), Kind.CREATED, Optional.of(grace().inHub(EIGHT).atVersion(1))),
            tuple(ada().id(), Kind.ERASED, Optional.empty()));
  }

  @Test
  default void who_is_merged_is_told_after_what_was_told_of_them() {
    var office = Office.in(storage());
    add(office, ada().inHub(EIGHT), grace().inHub(EIGHT));

    office.run(() -> office.stores().contacts().merge(Set.of(ada().id()), grace().id(), NINE));

    assertThat(changes(office))
        .extracting(CommittedChange::contact, CommittedChange::kind, CommittedChange::mergedInto)
        .containsExactlyInAnyOrder(
            tuple(ada().id(), Kind.CREATED, Optional.empty()),
            tuple(grace().id(), Kind.CREATED, Optional.empty()),
            tuple(ada().id(), Kind.MERGED, Optional.of(grace().id())));
    assertThat(changes(office).getFirst().now()).isPresent();
  }

  @Test
  default void of_whoever_was_merged_into_an_erased_person_nothing_is_told_but_that() {
    var office = Office.in(storage());
    var zoe = somebody();
    add(office, ada().inHub(EIGHT), grace().inHub(EIGHT), zoe);
    office.run(() -> office.stores().contacts().merge(Set.of(ada().id()), grace().id(), NINE));

    office.run(() -> office.stores().contacts().erase(grace().id()));

    assertThat(changes(office))
        .extracting(CommittedChange::contact, CommittedChange::kind)
        .containsExactlyInAnyOrder(
            tuple(zoe.id(), Kind.CREATED),
            tuple(grace().id(), Kind.ERASED),
            tuple(ada().id(), Kind.ERASED));
  }

  @Test
  default void reading_goes_on_in_the_middle_of_a_commit() {
    var office = Office.in(storage());
    var people = IntStream.range(0, 5).mapToObj(_ -> somebody()).toArray(Contact[]::new);
    add(office, people);
    add(office, grace().inHub(NINE));

    var read = new ArrayList<Entry>();
    var position = Position.START;
    for (var next = after(office, position, 2);
        !next.isEmpty();
        next = after(office, position, 2)) {
      assertThat(next).hasSizeLessThanOrEqualTo(2);
      read.addAll(next);
      position = next.getLast().position();
    }

    assertThat(read).isEqualTo(after(office, Position.START, EVERYTHING)).hasSize(6);
  }

  @Test
  default void from_the_end_on_only_what_is_committed_later_is_told() {
    var office = Office.in(storage());
    assertThat(office.get(feed()::end)).isEqualTo(Position.START);
    add(office, ada().inHub(EIGHT));

    var end = office.get(feed()::end);
    add(office, grace().inHub(NINE));

    assertThat(after(office, end, EVERYTHING))
        .extracting(entry -> entry.change().contact())
        .containsExactly(grace().id());
  }

  @Test
  default void a_position_the_feed_never_came_to_is_unknown() {
    var office = Office.in(storage());
    add(office, ada().inHub(EIGHT));
    var end = office.get(feed()::end);

    assertThat(
            office.<Reading>get(() -> feed().after(new Position(end.commit() + 1, 0), EVERYTHING)))
        .isEqualTo(new Reading.Unknown());
  }

  @Test
  default void who_has_fallen_behind_too_far_is_told_so_and_who_has_not_goes_on() {
    var office = Office.in(forgetfulStorage());
    add(office, ada().inHub(EIGHT));
    var seen = entries(office.get(() -> forgetfulFeed().after(Position.START, EVERYTHING)));
    var upToDate = seen.getLast().position();

    add(office, grace().inHub(NINE));
    var next = entries(office.get(() -> forgetfulFeed().after(upToDate, EVERYTHING)));
    replace(office, grace().surnamed("Murray").inHub(TEN).atVersion(1));

    assertThat(next).extracting(entry -> entry.change().contact()).containsExactly(grace().id());
    assertThat(office.<Reading>get(() -> forgetfulFeed().after(Position.START, EVERYTHING)))
        .isEqualTo(new Reading.Forgotten());
    assertThat(office.<Reading>get(() -> forgetfulFeed().after(upToDate, EVERYTHING)))
        .isEqualTo(new Reading.Forgotten());
    assertThat(
            entries(office.get(() -> forgetfulFeed().after(next.getLast().position(), EVERYTHING))))
        .hasSize(1);
  }

  @Test
  default void where_the_feeds_of_several_agencies_end_is_told_in_one_look() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    var silent = office.neighbour();
    add(office, ada().inHub(EIGHT));
    add(office, grace().inHub(EIGHT));
    add(neighbour, ada().inHub(EIGHT));

    assertThat(feed().ends(List.of(office.agency(), neighbour.agency(), silent.agency())))
        .isEqualTo(
            Map.of(
                office.agency(), office.get(feed()::end),
                neighbour.agency(), neighbour.get(feed()::end)));
  }

  @Test
  default void a_neighbour_is_told_nothing() {
    var office = Office.in(storage());
    add(office, ada().inHub(EIGHT));

    assertThat(changes(office.neighbour())).isEmpty();
  }

  @Test
  default void a_slow_transaction_holds_up_nobody_and_is_told_after_its_commit() throws Exception {
    var office = Office.in(storage());
    var wrote = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);

    try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          thread.submit(() ->
              office.run(() -> {
                office.stores().contacts().add(List.of(ada().inHub(EIGHT)));
                wrote.countDown();
                await(goOn);
              }));
      wrote.await();
      add(office, grace().inHub(EIGHT));
      var before = after(office, Position.START, EVERYTHING);
      goOn.countDown();
      slow.get();

      assertThat(before)
          .extracting(entry -> entry.change().contact())
          .containsExactly(grace().id());
      assertThat(after(office, before.getLast().position(), EVERYTHING))
          .extracting(entry -> entry.change().contact())
          .containsExactly(ada().id());
    }
  }

  @Test
  default void who_reads_while_many_commit_misses_nothing_and_is_told_nothing_twice()
      throws Exception {
    var office = Office.in(storage());
    var writers = 6;
    var rounds = 25;
    var people = IntStream.range(0, writers).mapToObj(_ -> somebody()).toList();
    add(office, people.toArray(Contact[]::new));
    var read = new ArrayList<Entry>();
    var position = office.get(feed()::end);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = new ArrayList<Future<Integer>>();
      for (var writer = 0; writer < writers; writer++) {
        writing.add(threads.submit(edits(office, people, writer, rounds)));
      }
      while (writing.stream().anyMatch(one -> !one.isDone()) || !isAt(office, position)) {
        for (var entry : after(office, position, 3)) {
          read.add(entry);
          position = entry.position();
        }
      }
      var committed = 0;
      for (var one : writing) {
        committed += one.get();
      }
      assertThat(read).hasSize(committed);
    }
    assertThat(read).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
    assertThat(read).isEqualTo(lastOf(after(office, Position.START, EVERYTHING), read.size()));
    var versions = new HashMap<ContactId, Long>();
    for (var entry : read) {
      var now = entry.change().now().orElseThrow();
      assertThat(now.version()).isEqualTo(versions.getOrDefault(now.id(), 1L) + 1);
      versions.put(now.id(), now.version());
    }
  }

  private boolean isAt(Office office, Position position) {
    return after(office, position, 1).isEmpty();
  }

  private static List<Entry> lastOf(List<Entry> all, int many) {
    return all.subList(all.size() - many, all.size());
  }

  /// Edits two people at a time, who are also others'; one time in five it thinks better of it.
  /// Returns how many changes it committed.
  private static Callable<Integer> edits(
      Office office, List<Contact> people, int writer, int rounds) {
    return () -> {
      var committed = 0;
      for (var round = 0; round < rounds; round++) {
        var one = people.get((writer + round) % people.size()).id();
        var other = people.get((writer + round * 2 + 1) % people.size()).id();
        var score = 1 + (writer * rounds + round) % 99;
        var givesUp = round % 5 == 4;
        committed +=
            givesUp
                ? giveUp(office, one, score)
                : edit(office, Set.copyOf(List.of(one, other)), score);
      }
      return committed;
    };
  }

  private static int edit(Office office, Set<ContactId> whom, int score) {
    return office.get(() -> {
      var contacts = office.stores().contacts();
      var scored =
          contacts.find(whom).values().stream()
              .sorted(Comparator.comparing(contact -> contact.id().toString()))
              .map(contact ->
                  contact.with(contact.signals().with(new Signal.ScoreChanged(score, false, TEN))))
              .toList();
      return scored.size() - contacts.replace(scored).size();
    });
  }

  private static int giveUp(Office office, ContactId whom, int score) {
    try {
      office.run(() -> {
        edit(office, whom, score);
        throw new IllegalStateException("thought better of it");
      });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("thought better of it");
    }
    return 0;
  }

  private static void edit(Office office, ContactId whom, int score) {
    var contacts = office.stores().contacts();
    contacts.replace(
        contacts.find(List.of(whom)).values().stream()
            .map(contact ->
                contact.with(contact.signals().with(new Signal.ScoreChanged(score, true, TEN))))
            .toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
