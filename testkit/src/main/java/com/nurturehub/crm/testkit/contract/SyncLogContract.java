package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.ELEVEN;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.log.SyncLog.Doer;
import com.nurturehub.crm.application.log.SyncLog.Filter;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Direction;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.log.SyncEventId;
import com.nurturehub.crm.testkit.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [SyncLog] promises.
public interface SyncLogContract {

  Storage storage();

  private static SyncEvent event(Instant at, Kind kind, Subject subject, Result result) {
    return new SyncEvent(
        new SyncEventId(UUID.randomUUID()), at, kind, subject, result, Optional.empty());
  }

  private static SyncEvent page(Office office, Instant at) {
    return event(
        at, Kind.PAGE, Subject.of(office.connection()), Result.done("2 contacts, all as before."));
  }

  private static SyncEvent push(Office office, Person person, Instant at) {
    return event(
        at,
        Kind.PUSH,
        Subject.of(office.connection()).with(person.id()).with(person.externalId()),
        Result.failed(FailureCause.PUSH_REJECTED, "The CRM refused “it”."));
  }

  private static SyncEvent webhook(Office office, ExternalId record) {
    return event(
        TEN, Kind.WEBHOOK, Subject.of(office.connection()).with(record), Result.done("Told."));
  }

  private static SyncEvent connect(Instant at) {
    return event(at, Kind.CONNECT, Subject.of(CrmProvider.LOOP), Result.refused("No."))
        .by("jo@acme.example");
  }

  private static void note(Office office, SyncEvent... events) {
    office.run(() -> office.stores().log().note(List.of(events)));
  }

  private static List<SyncEvent> listed(Office office, Filter filter) {
    return office.get(() -> office.stores().log().list(filter, Slice.Request.first(50))).items();
  }

  /// An agency that knows Ada and Grace; Ada is linked with somebody in Reapit.
  private Office acquainted() {
    var office = Office.in(storage());
    office.run(() -> {
      office.stores().contacts().add(List.of(ada().inHub(EIGHT), grace().inHub(EIGHT)));
      office.stores().links().keep(List.of(Office.link(ada(), office.reapit())));
    });
    return office;
  }

  @Test
  default void events_are_listed_as_they_were_noted_and_the_newest_first() {
    var office = acquainted();
    var first = page(office, EIGHT);
    var second = push(office, ada(), NINE);
    var third = connect(TEN);

    note(office, second, first);
    note(office, third);
    office.run(() -> office.stores().log().note(List.of()));

    assertThat(listed(office, Filter.NONE)).containsExactly(third, second, first);
  }

  @Test
  default void events_are_found_by_what_is_asked_of_them() {
    var office = acquainted();
    var page = page(office, EIGHT);
    var push = push(office, ada(), NINE);
    var other = push(office, grace(), TEN);
    var connect = connect(ELEVEN);
    note(office, page, push, other, connect);

    assertThat(listed(office, Filter.NONE.at(CrmProvider.LOOP))).containsExactly(connect);
    assertThat(listed(office, Filter.NONE.of(Set.of(Kind.PAGE, Kind.CONNECT))))
        .containsExactly(connect, page);
    assertThat(listed(office, Filter.NONE.of(Filter.kinds(Set.of(Direction.TO_CRM)))))
        .containsExactly(other, push);
    assertThat(listed(office, Filter.NONE.ended(Set.of(Outcome.DONE)))).containsExactly(page);
    assertThat(listed(office, Filter.NONE.between(NINE, TEN))).containsExactly(push);
    assertThat(listed(office, Filter.NONE.about(grace().id()))).containsExactly(other);
    assertThat(listed(office, Filter.NONE.by(Doer.PEOPLE))).containsExactly(connect);
    assertThat(listed(office, Filter.NONE.of(Set.of()))).isEmpty();
  }

  @Test
  default void the_log_is_read_to_its_end_slice_by_slice_whatever_is_noted_meanwhile() {
    var office = Office.in(storage());
    note(
        office,
        IntStream.range(0, 5)
            .mapToObj(minute -> page(office, EIGHT.plusSeconds(minute / 2)))
            .toArray(SyncEvent[]::new));
    var whole = listed(office, Filter.NONE);

    var read = new ArrayList<SyncEvent>();
    Optional<String> after = Optional.empty();
    do {
      var request = new Slice.Request(2, after);
      var slice = office.get(() -> office.stores().log().list(Filter.NONE, request));
      read.addAll(slice.items());
      after = slice.next();
      note(office, page(office, ELEVEN));
    } while (after.isPresent());

    assertThat(read).hasSize(5).containsExactlyElementsOf(whole);
  }

  @Test
  default void events_are_counted() {
    var office = Office.in(storage());
    note(office, page(office, EIGHT), page(office, NINE), connect(TEN));

    var pages = Filter.NONE.of(Set.of(Kind.PAGE));
    var slice = office.get(() -> office.stores().log().list(pages, Slice.Request.first(1)));

    assertThat(slice.total()).isEqualTo(2);
  }

  @Test
  default void whoever_is_linked_is_known_by_both_ids() {
    var office = acquainted();
    var theirs = webhook(office, ada().externalId());
    var stranger = webhook(office, new ExternalId("nobody we know"));
    var ours =
        event(
            NINE,
            Kind.CONFLICT,
            Subject.of(office.connection()).with(ada().id()),
            Result.done("The CRM's name stands."));
    var unlinked =
        event(
            EIGHT,
            Kind.CONFLICT,
            Subject.of(office.connection()).with(grace().id()),
            Result.done("The CRM's name stands."));

    note(office, theirs, ours, unlinked);

    var both = Subject.of(office.connection()).with(ada().id()).with(ada().externalId());
    assertThat(listed(office, Filter.NONE))
        .extracting(SyncEvent::subject)
        .containsExactly(both, both, unlinked.subject());
    note(office, stranger);
    assertThat(listed(office, Filter.NONE)).contains(stranger);
  }

  @Test
  default void what_is_too_old_is_forgotten_as_others_are_noted() {
    var office = Office.in(storage());
    var old = SEVEN.minus(SyncLog.KEPT);
    note(office, page(office, old), page(office, old.minusSeconds(1)), page(office, EIGHT));

    note(office, page(office, NINE));

    assertThat(listed(office, Filter.NONE)).extracting(SyncEvent::at).containsExactly(NINE, EIGHT);
  }

  @Test
  default void what_is_not_too_old_is_kept() {
    var office = Office.in(storage());
    var old = NINE.minus(SyncLog.KEPT).plus(Duration.ofSeconds(1));
    note(office, page(office, old));

    note(office, page(office, NINE));

    assertThat(listed(office, Filter.NONE)).extracting(SyncEvent::at).containsExactly(NINE, old);
  }

  @Test
  default void nothing_is_left_of_somebody_who_was_forgotten() {
    var office = Office.in(storage());
    var early = webhook(office, ada().externalId());
    note(office, early, page(office, EIGHT));
    office.run(() -> {
      office.stores().contacts().add(List.of(ada().inHub(EIGHT), grace().inHub(EIGHT)));
      office.stores().links().keep(List.of(Office.link(ada(), office.reapit())));
    });
    note(office, push(office, ada(), NINE), push(office, grace(), TEN));

    office.run(() -> {
      office.stores().log().forget(ada().id());
      office.stores().contacts().erase(ada().id());
    });

    assertThat(listed(office, Filter.NONE))
        .extracting(SyncEvent::kind)
        .containsExactly(Kind.PUSH, Kind.PAGE);
    assertThat(listed(office, Filter.NONE.about(ada().id()))).isEmpty();
  }

  @Test
  default void of_somebody_who_is_there_no_longer_the_crms_id_is_not_kept() {
    var office = acquainted();
    office.run(() -> office.stores().contacts().erase(ada().id()));

    note(office, push(office, ada(), NINE));

    assertThat(listed(office, Filter.NONE))
        .extracting(SyncEvent::subject)
        .containsExactly(Subject.of(office.connection()).with(ada().id()));
  }

  @Test
  default void what_happened_to_whoever_was_merged_is_the_survivors_and_forgotten_with_them() {
    var office = acquainted();
    var push = push(office, ada(), NINE);
    note(office, push);

    office.run(() -> office.stores().contacts().merge(Set.of(ada().id()), grace().id(), TEN));

    assertThat(listed(office, Filter.NONE.about(grace().id()))).containsExactly(push);
    assertThat(listed(office, Filter.NONE.about(ada().id()))).containsExactly(push);
    office.run(() -> office.stores().log().forget(grace().id()));
    assertThat(listed(office, Filter.NONE)).isEmpty();
  }

  @Test
  default void another_agencys_events_are_not_seen_and_not_forgotten() {
    var office = acquainted();
    var neighbour = office.neighbour();
    var push = push(office, ada(), NINE);
    note(office, push);

    neighbour.run(() -> neighbour.stores().log().forget(ada().id()));

    assertThat(listed(neighbour, Filter.NONE)).isEmpty();
    assertThat(listed(office, Filter.NONE)).containsExactly(push);
  }
}
