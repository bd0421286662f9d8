package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions.LeaseLost;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.testkit.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every implementation of [com.nurturehub.crm.application.Transactions] promises.
public interface TransactionsContract {

  Duration SPAN = Duration.ofSeconds(60);

  /// Something that goes wrong in the middle of a use case.
  final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Storage storage();

  private static void add(Office office, Person person) {
    office.stores().contacts().add(List.of(person.inHub(NINE)));
  }

  private static boolean knows(Office office, Person person) {
    return office.get(() -> !office.stores().contacts().find(List.of(person.id())).isEmpty());
  }

  @Test
  default void what_was_written_is_there_afterwards_and_the_answer_is_handed_through() {
    var office = Office.in(storage());

    String answer =
        office.get(() -> {
          add(office, ada());
          return "done";
        });

    assertThat(answer).isEqualTo("done");
    assertThat(knows(office, ada())).isTrue();
  }

  @Test
  default void what_was_written_is_seen_by_the_transaction_itself() {
    var office = Office.in(storage());

    office.run(() -> {
      add(office, ada());
      assertThat(office.stores().contacts().find(List.of(ada().id()))).hasSize(1);
    });
  }

  @Test
  default void an_exception_leaves_nothing_behind_and_comes_through_as_it_is() {
    var office = Office.in(storage());

    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() ->
            office.run(() -> {
              add(office, ada());
              office.stores().vault().keep(CrmProvider.LOOP, Map.of());
              throw new Trouble();
            }));

    assertThat(knows(office, ada())).isFalse();
    add(office, grace(), true);
  }

  private static void add(Office office, Person person, boolean isKept) {
    office.run(() -> add(office, person));
    assertThat(knows(office, person)).isEqualTo(isKept);
  }

  @Test
  default void so_does_an_error() {
    var office = Office.in(storage());

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            office.run(() -> {
              add(office, ada());
              throw new AssertionError("trouble");
            }));

    assertThat(knows(office, ada())).isFalse();
  }

  @Test
  default void transactions_do_not_nest() {
    var office = Office.in(storage());

    assertThatThrownBy(() ->
            office.run(() -> {
              add(office, ada());
              office.run(() -> add(office, grace()));
            }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(knows(office, ada())).isFalse();
    assertThat(knows(office, grace())).isFalse();
  }

  @TestFactory
  default Stream<DynamicTest> stores_refuse_to_work_outside() {
    var office = Office.in(storage());
    var anybody = ada().inHub(NINE);
    var stores = office.stores();
    return Map.<String, Consumer<Stores>>of(
            "contacts", s -> s.contacts().add(List.of(anybody)),
            "contacts read", s -> s.contacts().list(ContactFilter.ALL, Slice.Request.first(1)),
            "links", s -> s.links().of(List.of(anybody.id())),
            "connections", s -> s.connections().all(),
            "vault", s -> s.vault().find(CrmProvider.REAPIT),
            "runs", s -> s.runs().latest(office.reapit()),
            "outbox", s -> s.outbox().count(office.reapit(), Outbox.State.DUE),
            "audit", s -> s.audit().verify(),
            "alerts", s -> s.alerts().list(Optional.empty(), Slice.Request.first(1)),
            "quarantine", s -> s.quarantine().count(office.reapit()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    assertThatThrownBy(() -> entry.getValue().accept(stores))
                        .isInstanceOf(IllegalStateException.class)));
  }

  @Test
  default void what_is_not_committed_yet_is_seen_by_nobody_else() throws Exception {
    var office = Office.in(storage());
    var written = new CountDownLatch(1);
    var looked = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(() ->
              office.run(() -> {
                add(office, ada());
                written.countDown();
                await(looked);
              }));
      written.await();

      var isSeen = knows(office, ada());
      looked.countDown();
      writing.get();

      assertThat(isSeen).isFalse();
      assertThat(knows(office, ada())).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  default void of_two_who_replace_the_same_version_one_is_told_that_it_moved_on() throws Exception {
    var office = Office.in(storage());
    office.run(() -> add(office, ada()));
    var known = ada().inHub(NINE).atVersion(1);
    Callable<Boolean> replacing =
        () ->
            office.get(() ->
                office
                    .stores()
                    .contacts()
                    .replace(List.of(known.edited(ada().surnamed("King").details(), TEN)))
                    .isEmpty());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          threads.invokeAll(List.of(replacing, replacing, replacing)).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(outcomes).containsOnlyOnce(true);
    }
  }

  private Lease taken(Office office) {
    office.run(() -> storage().ledger().open(office.reapit(), office.agency(), NINE));
    return take(office.reapit(), NINE).orElseThrow();
  }

  private Optional<Lease> take(ConnectionId connection, Instant now) {
    return storage().ledger().take(connection, now, SPAN);
  }

  private static ThrowingCallable fenced(Office office, Lease lease, Runnable work) {
    return () ->
        office
            .transactions()
            .fenced(
                lease,
                () -> {
                  work.run();
                  return true;
                });
  }

  @Test
  default void a_fenced_transaction_commits_while_the_lease_holds() throws Throwable {
    var office = Office.in(storage());
    var lease = taken(office);

    fenced(office, lease, () -> add(office, ada())).call();

    assertThat(knows(office, ada())).isTrue();
  }

  @Test
  default void a_fenced_transaction_commits_also_after_the_lease_was_renewed() throws Throwable {
    var office = Office.in(storage());
    var lease = taken(office);
    storage().ledger().renew(lease, NINE.plusSeconds(30), SPAN);

    fenced(office, lease, () -> add(office, ada())).call();

    assertThat(knows(office, ada())).isTrue();
  }

  @Test
  default void a_lane_that_was_taken_over_commits_nothing() {
    var office = Office.in(storage());
    var lease = taken(office);
    assertThat(take(office.reapit(), NINE.plus(SPAN))).isPresent();

    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(fenced(office, lease, () -> add(office, ada())));

    assertThat(knows(office, ada())).isFalse();
  }

  @Test
  default void a_lane_that_was_given_back_and_taken_again_commits_nothing_under_the_old_lease() {
    var office = Office.in(storage());
    var lease = taken(office);
    storage().ledger().release(lease, NINE, new NextSlice.At(TEN), 0);
    assertThat(take(office.reapit(), TEN)).isPresent();

    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(fenced(office, lease, () -> add(office, ada())));
  }

  @Test
  default void a_lease_nobody_gave_commits_nothing() {
    var office = Office.in(storage());
    var invented = new Lease(new ConnectionId(UUID.randomUUID()), office.agency(), 1, TEN);

    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(fenced(office, invented, () -> add(office, ada())));
  }

  @Test
  default void a_fenced_transaction_does_not_nest_either() {
    var office = Office.in(storage());
    var lease = taken(office);

    assertThatThrownBy(() -> office.run(() -> office.transactions().fenced(lease, () -> true)))
        .isInstanceOf(IllegalStateException.class);
  }
}
