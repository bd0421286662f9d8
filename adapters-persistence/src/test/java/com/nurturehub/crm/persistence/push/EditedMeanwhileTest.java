package com.nurturehub.crm.persistence.push;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.TimeOrderedIds;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.TalkingReapit;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.InMemoryLanes;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Somebody is edited while their CRM is being told of an edit before.
class EditedMeanwhileTest {

  private static final long A_WHILE_SECONDS = 20;

  private final PostgresStorage postgres = PostgresStorage.shared();
  private final Office office = Office.in(postgres);
  private final Watched transactions = new Watched(postgres.transactions());
  private final InMemoryLanes lanes = new InMemoryLanes(postgres.ledger(), () -> NINE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Person renamed = ada().surnamed("King");

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void the_edit_and_the_delivery_do_not_wait_for_each_other() throws Exception {
    office.run(() -> {
      lanes.open(office.reapit(), office.agency());
      office.stores().connections().keep(office.connection().synced(NINE));
      office.stores().contacts().add(List.of(renamed.inHub(EIGHT)));
      office.stores().links().keep(List.of(Office.link(ada(), office.reapit())));
      office.stores().outbox().queue(List.of(surname()));
    });
    var reapit = new Reapit();

    LaneWork.using(
            postgres.stores(),
            new World(
                transactions,
                new TimeOrderedIds(() -> NINE, new SecureRandom()),
                () -> NINE,
                new SplittableRandom(1)),
            reapit,
            lanes,
            postgres.ledger(),
            _ -> Optional.empty(),
            Bounds.DEFAULT)
        .work(office.reapit());
    reapit.edit().get(A_WHILE_SECONDS, TimeUnit.SECONDS);

    assertThat(transactions.begunAnew).hasValue(0);
    // Both have written: somebody who was added, then edited, and then compared with the CRM.
    assertThat(office.<Contact>get(this::found).version()).isGreaterThan(2);
  }

  private Contact found() {
    var found = office.stores().contacts().find(List.of(ada().id()));
    return Objects.requireNonNull(found.get(ada().id()));
  }

  private Due surname() {
    return Due.queued(
        new PushId(UUID.randomUUID()),
        ada().id(),
        office.reapit(),
        new PushContent(EnumSet.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of()),
        false,
        EIGHT,
        EIGHT);
  }

  /// Takes the new name, and has somebody give her another one before it says so. Meanwhile an
  /// agent wrote down a number, so that the contact changes as well when the push is concluded.
  private final class Reapit implements TalkingReapit {

    private Optional<Future<?>> edit = Optional.empty();

    Future<?> edit() {
      return edit.orElseThrow();
    }

    @Override
    public PushResult pushContact(ContactChange change) {
      var isHeld = new CountDownLatch(1);
      edit =
          Optional.of(threads.submit(() -> transactions.run(office.agency(), () -> edit(isHeld))));
      await(isHeld);
      var shown = renamed.on("+447700900123").inCrm(TEN);
      return new PushResult.Landed(shown.id(), Optional.of(shown), false);
    }

    /// As every edit: the contact first, and then what is owed.
    private void edit(CountDownLatch isHeld) {
      office
          .stores()
          .contacts()
          .replace(List.of(found().edited(ada().surnamed("Byron").details(), TEN)));
      if (isHeld.getCount() > 0) {
        isHeld.countDown();
        postgres.awaitSomebodyWaiting();
      }
      office.stores().outbox().queue(List.of(surname()));
    }

    @Override
    public AccountIdentity authenticate() {
      return office.connection().account();
    }

    @Override
    public ContactPages listContacts(Reading reading) {
      throw new AssertionError("nothing is due to be read");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(A_WHILE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Counts the transactions that the database broke off and that were begun anew.
  private record Watched(Transactions inner, AtomicInteger begunAnew) implements Transactions {

    Watched(Transactions inner) {
      this(inner, new AtomicInteger());
    }

    @Override
    public <T> T in(AgencyId agency, Supplier<T> work) {
      return inner.in(agency, counted(work));
    }

    @Override
    public <T> T fenced(Lease lease, Supplier<T> work) {
      return inner.fenced(lease, counted(work));
    }

    private <T> Supplier<T> counted(Supplier<T> work) {
      var runs = new AtomicInteger();
      return () -> {
        if (runs.getAndIncrement() > 0) {
          begunAnew.incrementAndGet();
        }
        return work.get();
      };
    }
  }
}
