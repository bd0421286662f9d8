package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.sync.RetryAll;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetryingAllTest {

  private final InMemoryStorage storage = InMemoryStorage.quiet(() -> TEN);
  private final Office office = Office.in(storage);
  private final RetryAll retryAll =
      RetryAll.using(
          storage.stores(),
          new World(storage.transactions(), storage.ids(), () -> TEN, new SplittableRandom(1)),
          storage.lanes());

  @Test
  void all_that_one_crm_was_not_told_for_one_cause_is_tried_again() {
    office.run(
        () -> office.stores().contacts().add(List.of(ada().inHub(NINE), grace().inHub(NINE))));
    setAside(ada(), office.reapit(), FailureCause.PUSH_REJECTED);
    setAside(grace(), office.reapit(), FailureCause.PUSH_REJECTED);
    setAside(ada(), office.street(), FailureCause.PUSH_REJECTED);
    setAside(grace(), office.street(), FailureCause.PUSH_EXHAUSTED);

    var retried = retry(CrmProvider.REAPIT);

    assertThat(retried).isEqualTo(2);
    assertThat(count(office.reapit(), Outbox.State.DUE)).isEqualTo(2);
    assertThat(count(office.street(), Outbox.State.SET_ASIDE)).isEqualTo(2);
    assertThat(retry(CrmProvider.STREET)).isEqualTo(1);
    assertThat(count(office.street(), Outbox.State.SET_ASIDE)).isEqualTo(1);
  }

  @Test
  void where_nothing_was_set_aside_nothing_is_tried() {
    assertThat(retry(CrmProvider.REAPIT)).isZero();
    assertThat(pressed()).isEmpty();
  }

  @Test
  void it_is_noted_who_pressed_the_button() {
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));
    setAside(ada(), office.reapit(), FailureCause.PUSH_REJECTED);

    retry(CrmProvider.REAPIT);

    assertThat(pressed())
        .extracting(SyncEvent::kind, SyncEvent::actor)
        .containsExactly(tuple(SyncEvent.Kind.RETRY, Optional.of("jo")));
  }

  private List<SyncEvent> pressed() {
    var people = SyncLog.Filter.NONE.by(SyncLog.Doer.PEOPLE);
    return office.get(() -> office.stores().log().list(people, Slice.Request.first(50))).items();
  }

  private int retry(CrmProvider provider) {
    return retryAll.retry(office.agency(), provider, FailureCause.PUSH_REJECTED, "jo");
  }

  private long count(ConnectionId connection, Outbox.State state) {
    return office.get(() -> office.stores().outbox().count(connection, state));
  }

  private void setAside(Person person, ConnectionId connection, FailureCause cause) {
    var content = new PushContent(Set.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of());
    office.run(() -> {
      storage.lanes().open(connection, office.agency());
      var due =
          office
              .stores()
              .outbox()
              .queue(
                  List.of(
                      Due.queued(
                          new PushId(storage.ids().next()),
                          person.id(),
                          connection,
                          content,
                          false,
                          NINE,
                          NINE)))
              .getFirst();
      office
          .stores()
          .outbox()
          .settle(List.of(new Settlement(due, due.setAside(cause, "No such office.", NINE))));
    });
  }
}
