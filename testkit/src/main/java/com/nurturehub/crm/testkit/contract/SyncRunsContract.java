package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.sync.Change;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Tally;
import com.nurturehub.crm.domain.sync.Watermark;
import com.nurturehub.crm.testkit.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.sync.SyncRuns] promises.
public interface SyncRunsContract {

  Storage storage();

  private static Running begun(ConnectionId connection, Instant at) {
    return Running.begin(
        new SyncRunId(UUID.randomUUID()), connection, Pass.FULL, SyncCursor.START, at);
  }

  private static void keep(Office office, SyncRun... runs) {
    office.run(() -> Arrays.stream(runs).forEach(office.stores().runs()::keep));
  }

  private static List<SyncRun> listed(Office office, ConnectionId... connections) {
    return office
        .get(() -> office.stores().runs().list(List.of(connections), Slice.Request.first(50)))
        .items();
  }

  @Test
  default void a_run_in_progress_is_found_as_it_was_kept() {
    var office = Office.in(storage());
    var run =
        begun(office.reapit(), NINE)
            .advanced(
                Tally.NONE.reading(3).counting(Change.CREATED, 2).counting(Change.QUARANTINED),
                new SyncCursor("page 2 \"'\\"),
                OptionalLong.of(25_000),
                EIGHT);

    keep(office, run);

    assertThat(office.get(() -> office.stores().runs().running(office.reapit()))).contains(run);
    assertThat(office.get(() -> office.stores().runs().find(run.id()))).contains(run);
    assertThat(office.get(() -> office.stores().runs().latest(office.reapit()))).contains(run);
  }

  @Test
  default void a_run_that_has_just_begun_is_found_as_it_was_kept() {
    var office = Office.in(storage());
    var run = begun(office.reapit(), NINE);

    keep(office, run);

    assertThat(office.get(() -> office.stores().runs().running(office.reapit()))).contains(run);
  }

  @Test
  default void a_run_that_ended_is_in_progress_no_more_and_found_as_it_ended() {
    var office = Office.in(storage());
    var run = begun(office.reapit(), NINE);
    var other = begun(office.street(), NINE);
    keep(office, run, other);

    keep(
        office,
        run.succeed(TEN),
        other.fail(FailureCause.BOOKS_DO_NOT_BALANCE, "one is missing", TEN));

    assertThat(office.get(() -> office.stores().runs().running(office.reapit()))).isEmpty();
    assertThat(office.get(() -> office.stores().runs().latest(office.reapit())))
        .contains(run.succeed(TEN));
    assertThat(office.get(() -> office.stores().runs().latest(office.street())))
        .contains(other.fail(FailureCause.BOOKS_DO_NOT_BALANCE, "one is missing", TEN));
  }

  @Test
  default void a_connection_has_one_run_in_progress_at_most() {
    var office = Office.in(storage());
    keep(office, begun(office.reapit(), NINE));

    assertThatThrownBy(() -> keep(office, begun(office.reapit(), TEN)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void there_is_no_run_before_the_first() {
    var office = Office.in(storage());

    assertThat(office.get(() -> office.stores().runs().running(office.reapit()))).isEmpty();
    assertThat(office.get(() -> office.stores().runs().latest(office.reapit()))).isEmpty();
    assertThat(listed(office, office.reapit())).isEmpty();
  }

  @Test
  default void runs_are_listed_the_newest_first_and_only_of_the_connections_asked_for() {
    var office = Office.in(storage());
    var old = begun(office.reapit(), EIGHT).succeed(NINE);
    var young = begun(office.reapit(), TEN);
    var elsewhere = begun(office.street(), NINE);
    keep(office, old, young, elsewhere);

    assertThat(listed(office, office.reapit())).containsExactly(young, old);
    assertThat(listed(office, office.reapit(), office.street()))
        .containsExactly(young, elsewhere, old);
    assertThat(listed(office)).isEmpty();
  }

  @Test
  default void a_list_is_read_to_its_end_slice_by_slice_also_where_runs_began_together() {
    var office = Office.in(storage());
    var runs =
        IntStream.range(0, 5).mapToObj(_ -> begun(office.reapit(), NINE).succeed(TEN)).toList();
    keep(office, runs.toArray(SyncRun[]::new));

    var read = new ArrayList<SyncRun>();
    Optional<String> after = Optional.empty();
    do {
      var request = new Slice.Request(2, after);
      var slice = office.get(() -> office.stores().runs().list(List.of(office.reapit()), request));
      assertThat(slice.total()).isEqualTo(5);
      read.addAll(slice.items());
      after = slice.next();
    } while (after.isPresent());

    assertThat(read).hasSize(5).containsAll(runs);
  }

  @Test
  default void without_a_watermark_there_is_none() {
    var office = Office.in(storage());

    assertThat(office.get(() -> office.stores().runs().watermark(office.reapit())))
        .isEqualTo(Watermark.none(office.reapit()));
  }

  @Test
  default void a_watermark_is_found_as_it_was_kept_and_replaced() {
    var office = Office.in(storage());
    var asked = Watermark.none(office.reapit()).requested(NINE, Pass.FULL);
    var done = asked.completed(begun(office.reapit(), EIGHT), TEN).answered();

    office.run(() -> office.stores().runs().keep(asked));
    assertThat(office.get(() -> office.stores().runs().watermark(office.reapit())))
        .isEqualTo(asked);
    office.run(() -> office.stores().runs().keep(done));
    assertThat(office.get(() -> office.stores().runs().watermark(office.reapit()))).isEqualTo(done);
  }

  private static Office linked(Storage storage, Person... people) {
    var office = Office.in(storage);
    var links = Arrays.stream(people).map(person -> Office.link(person, office.reapit())).toList();
    office.run(() -> {
      office
          .stores()
          .contacts()
          .add(Arrays.stream(people).map(person -> person.inHub(SEVEN)).toList());
      office.stores().links().keep(links);
    });
    return office;
  }

  private static List<ExternalId> unseen(Office office, Running run) {
    return office.get(() -> office.stores().runs().unseen(run, Optional.empty(), 100)).stream()
        .map(ContactLink::externalId)
        .toList();
  }

  @Test
  default void who_a_pass_has_come_across_is_not_unseen() {
    var office = linked(storage(), ada(), grace());
    var run = begun(office.reapit(), NINE);
    keep(office, run);

    office.run(() -> office.stores().runs().saw(run, List.of(ada().externalId())));

    assertThat(unseen(office, run)).containsExactly(grace().externalId());
    assertThat(office.<Long>get(() -> office.stores().runs().unseen(run))).isEqualTo(1);
  }

  @Test
  default void a_pass_comes_across_people_page_by_page_and_some_twice() {
    var office = linked(storage(), ada(), grace(), ada().forenamed("Zoe"));
    var run = begun(office.reapit(), NINE);
    keep(office, run);

    office.run(() -> office.stores().runs().saw(run, List.of(grace().externalId())));
    office.run(
        () -> office.stores().runs().saw(run, List.of(grace().externalId(), ada().externalId())));
    office.run(() -> office.stores().runs().saw(run, List.of()));

    assertThat(unseen(office, run)).containsExactly(ada().forenamed("Zoe").externalId());
  }

  @Test
  default void somebody_the_pass_came_across_and_linked_in_one_go_is_not_unseen() {
    var office = linked(storage(), ada());
    var run = begun(office.reapit(), NINE);
    keep(office, run);

    office.run(() -> {
      office.stores().contacts().add(List.of(grace().inHub(NINE)));
      office.stores().links().keep(List.of(Office.link(grace(), office.reapit())));
      office.stores().runs().saw(run, List.of(grace().externalId(), ada().externalId()));
    });

    assertThat(unseen(office, run)).isEmpty();
  }

  @Test
  default void strangers_a_pass_came_across_do_no_harm() {
    var office = linked(storage(), ada());
    var run = begun(office.reapit(), NINE);
    keep(office, run);

    office.run(() -> office.stores().runs().saw(run, List.of(new ExternalId("unreadable"))));

    assertThat(unseen(office, run)).containsExactly(ada().externalId());
  }

  @Test
  default void who_is_gone_is_not_missed_again_but_who_is_archived_is() {
    var office = linked(storage(), ada(), grace());
    var run = begun(office.reapit(), NINE);
    keep(office, run);
    office.run(() ->
        office
            .stores()
            .links()
            .keep(
                List.of(
                    Office.link(ada(), office.reapit()).with(Presence.GONE),
                    Office.link(grace(), office.reapit()).with(Presence.ARCHIVED))));

    assertThat(unseen(office, run)).containsExactly(grace().externalId());
  }

  @Test
  default void the_unseen_are_read_in_a_stable_order_so_many_at_a_time() {
    var people =
        IntStream.range(0, 5)
            .mapToObj(i -> ada().forenamed((char) ('A' + i) + "da"))
            .toArray(Person[]::new);
    var office = linked(storage(), people);
    var run = begun(office.reapit(), NINE);
    keep(office, run);

    var read = new ArrayList<ExternalId>();
    var after = Optional.<ExternalId>empty();
    while (true) {
      var from = after;
      var next = office.get(() -> office.stores().runs().unseen(run, from, 2));
      if (next.isEmpty()) {
        break;
      }
      assertThat(next.size()).isLessThanOrEqualTo(2);
      next.forEach(link -> read.add(link.externalId()));
      after = Optional.of(read.getLast());
    }

    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(people).map(Person::externalId).toList());
  }

  @Test
  default void another_connections_links_are_not_missed() {
    var office = linked(storage(), ada());
    var run = begun(office.street(), NINE);
    keep(office, run);

    assertThat(unseen(office, run)).isEmpty();
  }

  @Test
  default void each_pass_comes_across_people_anew() {
    var office = linked(storage(), ada());
    var first = begun(office.reapit(), NINE);
    keep(office, first);
    office.run(() -> office.stores().runs().saw(first, List.of(ada().externalId())));
    keep(office, first.succeed(TEN));
    office.run(() -> office.stores().runs().forget(first));

    var second = begun(office.reapit(), TEN);
    keep(office, second);

    assertThat(unseen(office, second)).containsExactly(ada().externalId());
  }

  @Test
  default void another_agencys_runs_are_neither_seen_nor_touched() {
    var office = linked(storage(), ada());
    var neighbour = office.neighbour();
    var run = begun(office.reapit(), NINE);
    keep(office, run);

    assertThat(neighbour.get(() -> neighbour.stores().runs().running(office.reapit()))).isEmpty();
    assertThat(neighbour.get(() -> neighbour.stores().runs().find(run.id()))).isEmpty();
    assertThat(listed(neighbour, office.reapit())).isEmpty();
    neighbour.run(() -> {
      neighbour.stores().runs().saw(run, List.of(ada().externalId()));
      neighbour.stores().runs().forget(run);
      neighbour.stores().runs().keep(Watermark.none(office.reapit()).requested(NINE, Pass.FULL));
    });

    assertThat(unseen(office, run)).containsExactly(ada().externalId());
    assertThat(office.get(() -> office.stores().runs().watermark(office.reapit())))
        .isEqualTo(Watermark.none(office.reapit()));
  }
}
