package com.nurturehub.crm.persistence;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.testkit.contract.Office;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the contract cannot say, because only PostgreSQL's locks and connections show it.
class JooqTransactionsTest {

  private static final Duration SPAN = Duration.ofSeconds(60);
  private static final long A_WHILE_SECONDS = 20;
  private static final String CHANGE =
      "update contact set version = version + 1 where contact_id = ?";

  private final PostgresStorage postgres = PostgresStorage.shared();
  private final Office office = Office.in(postgres);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void a_lane_is_woken_while_a_page_of_it_is_being_committed() throws Exception {
    var lease = taken();

    var woken =
        postgres
            .transactions()
            .fenced(
                lease,
                () -> {
                  var waking =
                      threads.submit(
                          () -> office.run(() -> postgres.ledger().woken(office.reapit(), NINE)));
                  return isDone(waking);
                });

    assertThat(woken).isTrue();
  }

  @Test
  void a_lane_is_taken_over_only_when_the_page_is_committed() throws Exception {
    var lease = taken();
    var taken = new AtomicInteger();
    Future<Optional<Lease>> takingOver =
        postgres
            .transactions()
            .fenced(
                lease,
                () -> {
                  office.stores().contacts().add(List.of(ada().inHub(NINE)));
                  var taking =
                      threads.submit(() -> {
                        var next = postgres.ledger().take(office.reapit(), NINE.plus(SPAN), SPAN);
                        taken.incrementAndGet();
                        return next;
                      });
                  postgres.awaitSomebodyWaiting();
                  assertThat(taken).hasValue(0);
                  return taking;
                });

    assertThat(takingOver.get(A_WHILE_SECONDS, TimeUnit.SECONDS)).isPresent();
    assertThat(contacts()).containsExactly(ada().id().value().toString());
  }

  @Test
  void others_who_write_to_the_database_join_the_transaction() throws SQLException {
    var joining = postgres.transactions().joining();

    assertThatThrownBy(() ->
            office.run(() -> {
              insertAgencyThrough(joining);
              throw new IllegalArgumentException("changed my mind");
            }))
        .hasMessage("changed my mind");
    assertThat(agencies()).isEmpty();

    office.run(() -> insertAgencyThrough(joining));
    assertThat(agencies()).containsExactly("Joined");
  }

  @Test
  void outside_a_transaction_a_joining_connection_is_one_of_its_own() throws SQLException {
    try (var connection = postgres.transactions().joining().getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
      connection.setAutoCommit(false);
      connection.rollback();
    }
  }

  @Test
  void who_joins_a_transaction_cannot_end_it() {
    office.run(() -> {
      try (var joined = postgres.transactions().joining().getConnection()) {
        assertThatThrownBy(joined::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(joined::rollback).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> joined.setAutoCommit(true)).isInstanceOf(SQLException.class);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      assertThat(office.stores().contacts().count()).isZero();
    });
  }

  @Test
  void of_two_transactions_that_wait_for_each_other_one_is_begun_anew() throws Exception {
    assertThat(runsOfTwoThatMeet(this::change)).isGreaterThan(2);
  }

  @Test
  void so_is_one_whose_wait_was_by_a_connection_that_joined_it() throws Exception {
    assertThat(runsOfTwoThatMeet(this::changeJoining)).isGreaterThan(2);
  }

  /// How often the work of two is done that want the same contacts in opposite order. Whoever is
  /// begun anew may be quicker than the one who waited, and has to begin once more.
  private int runsOfTwoThatMeet(Consumer<Contact> changing) throws Exception {
    var ada = ada().inHub(NINE);
    var grace = grace().inHub(NINE);
    office.run(() -> office.stores().contacts().add(List.of(ada, grace)));
    var meeting = new CyclicBarrier(2);
    var runs = new AtomicInteger();

    var one = threads.submit(() -> touch(ada, grace, changing, meeting, runs));
    var other = threads.submit(() -> touch(grace, ada, changing, meeting, runs));

    one.get(A_WHILE_SECONDS, TimeUnit.SECONDS);
    other.get(A_WHILE_SECONDS, TimeUnit.SECONDS);
    return runs.get();
  }

  /// Changes one contact, waits until the other transaction has changed its first, and goes on to
  /// the second. Who is begun anew meets nobody any more.
  private void touch(
      Contact first,
      Contact second,
      Consumer<Contact> changing,
      CyclicBarrier meeting,
      AtomicInteger runs) {
    var met = new AtomicInteger();
    office.run(() -> {
      runs.incrementAndGet();
      changing.accept(first);
      if (met.getAndIncrement() == 0) {
        meet(meeting);
      }
      changing.accept(second);
    });
  }

  private void change(Contact contact) {
    postgres.transactions().here().execute(CHANGE, contact.id().value());
  }

  private void changeJoining(Contact contact) {
    try (var joined = postgres.transactions().joining().getConnection();
        var statement = joined.prepareStatement(CHANGE)) {
      statement.setObject(1, contact.id().value());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(A_WHILE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Lease taken() {
    office.run(() -> postgres.ledger().open(office.reapit(), office.agency(), NINE));
    return postgres.ledger().take(office.reapit(), NINE, SPAN).orElseThrow();
  }

  private static boolean isDone(Future<?> work) {
    try {
      work.get(A_WHILE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> contacts() throws SQLException {
    return Sql.texts(
        postgres.database().superuser(),
        "select contact_id from contact where agency_id = '%s'".formatted(office.agency()));
  }

  private List<String> agencies() throws SQLException {
    return Sql.texts(
        postgres.database().superuser(),
        "select name from agency where agency_id = '%s'".formatted(office.agency()));
  }

  private static void insertAgencyThrough(javax.sql.DataSource joining) {
    try (Connection joined = joining.getConnection();
        var statement = joined.createStatement()) {
      statement.execute("insert into agency (name) values ('Joined')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
