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
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.push.Outbox.Which;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.testkit.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [Outbox] promises.
public interface OutboxContract {

  PushContent SURNAME = new PushContent(Set.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of());
  PushContent PHONES =
      new PushContent(Set.of(ContactField.PHONES), Set.of(ContactField.PHONES), Set.of(), Set.of());
  PushContent OPT_OUT = new PushContent(Set.of(), Set.of(), Set.of(Channel.EMAIL), Set.of());
  PushContent SCORE = PushContent.of(Set.of(SignalKind.SCORE, SignalKind.ENGAGEMENT));

  Storage storage();

  /// An agency that knows Ada and Grace.
  private Office acquainted() {
    var office = Office.in(storage());
    office.run(
        () -> office.stores().contacts().add(List.of(ada().inHub(SEVEN), grace().inHub(SEVEN))));
    return office;
  }

  private static Due about(Person person, ConnectionId connection, PushContent content) {
    return Due.queued(
        new PushId(UUID.randomUUID()), person.id(), connection, content, false, NINE, NINE);
  }

  /// The later it is queued, the higher the number.
  private static Due numbered(int number, Person person, ConnectionId connection) {
    var at = NINE.plusSeconds(number);
    var id = new PushId(new UUID(connection.value().getMostSignificantBits(), number));
    return Due.queued(id, person.id(), connection, SURNAME, false, at, at);
  }

  private static Due urgently(Due due) {
    return Due.queued(
        due.id(),
        due.contact(),
        due.connection(),
        due.content(),
        true,
        due.queuedAt(),
        due.notBefore());
  }

  private static Due at(Due due, Instant queuedAt, Instant notBefore) {
    return Due.queued(
        due.id(),
        due.contact(),
        due.connection(),
        due.content(),
        due.urgent(),
        queuedAt,
        notBefore);
  }

  private static List<Due> queue(Office office, Due... pushes) {
    return office.get(() -> office.stores().outbox().queue(List.of(pushes)));
  }

  private static Set<ContactId> settle(Office office, Due read, PushIntent becomes) {
    return office.get(
        () -> office.stores().outbox().settle(List.of(new Settlement(read, becomes))));
  }

  private static Optional<Due> open(Office office, Person person) {
    Map<ContactId, Due> open =
        office.get(() -> office.stores().outbox().open(office.reapit(), List.of(person.id())));
    return Optional.ofNullable(open.get(person.id()));
  }

  private static Optional<PushIntent> find(Office office, PushId id) {
    return office.get(() -> office.stores().outbox().find(id));
  }

  private static List<Due> due(Office office, Instant now, Which which) {
    return office.get(() -> office.stores().outbox().due(office.reapit(), now, 100, which));
  }

  private static long count(Office office, State state) {
    return office.get(() -> office.stores().outbox().count(office.reapit(), state));
  }

  @Test
  default void a_queued_push_is_open_as_it_was_queued() {
    var office = acquainted();
    var push =
        at(about(ada(), office.reapit(), SURNAME.and(PHONES).and(OPT_OUT).and(SCORE)), EIGHT, TEN);

    assertThat(queue(office, push)).containsExactly(push);

    assertThat(open(office, ada())).contains(push);
    assertThat(find(office, push.id())).contains(push);
    assertThat(count(office, State.DUE)).isEqualTo(1);
  }

  @Test
  default void a_push_joins_the_open_one_for_the_same_contact_and_connection() {
    var office = acquainted();
    var first = about(ada(), office.reapit(), SURNAME);
    var second = urgently(about(ada(), office.reapit(), OPT_OUT));
    queue(office, first);

    var stands = queue(office, second);

    assertThat(stands).containsExactly(first.joinedBy(second));
    assertThat(open(office, ada())).contains(first.joinedBy(second));
    assertThat(find(office, second.id())).isEmpty();
    assertThat(count(office, State.DUE)).isEqualTo(1);
  }

  @Test
  default void pushes_for_others_and_elsewhere_stay_apart() {
    var office = acquainted();
    var pushes =
        List.of(
            about(ada(), office.reapit(), SURNAME),
            about(grace(), office.reapit(), PHONES),
            about(ada(), office.street(), SCORE));

    assertThat(queue(office, pushes.toArray(Due[]::new))).isEqualTo(pushes);
    assertThat(open(office, ada())).contains(pushes.getFirst());
  }

  @Test
  default void two_of_one_burst_for_the_same_contact_are_one() {
    var office = acquainted();
    var first = about(ada(), office.reapit(), SURNAME);
    var second = about(ada(), office.reapit(), SCORE);

    queue(office, first, second);

    assertThat(open(office, ada())).contains(first.joinedBy(second));
  }

  @Test
  default void nothing_is_open_for_whom_nothing_was_queued() {
    var office = acquainted();

    assertThat(open(office, ada())).isEmpty();
    assertThat(queue(office)).isEmpty();
    assertThat(settleNothing(office)).isEmpty();
  }

  private static Set<ContactId> settleNothing(Office office) {
    return office.get(() -> office.stores().outbox().settle(List.of()));
  }

  @Test
  default void a_push_may_end_delivered_set_aside_or_superseded() {
    var office = acquainted();
    var ends =
        List.<Function<Due, PushIntent>>of(
            due -> due.delivered(TEN, "created once, found on retry"),
            due -> due.setAside(FailureCause.PUSH_REJECTED, "surname: too long", TEN),
            due -> due.superseded("a conflict the CRM won", TEN));
    for (var end : ends) {
      var push = about(ada(), office.reapit(), SURNAME);
      queue(office, push);

      assertThat(settle(office, push, end.apply(push))).isEmpty();

      assertThat(find(office, push.id())).contains(end.apply(push));
      assertThat(open(office, ada())).isEmpty();
    }
    assertThat(count(office, State.DELIVERED)).isEqualTo(1);
    assertThat(count(office, State.SET_ASIDE)).isEqualTo(1);
    assertThat(count(office, State.SUPERSEDED)).isEqualTo(1);
    assertThat(count(office, State.DUE)).isZero();
  }

  @Test
  default void a_push_may_change_and_stay_open() {
    var office = acquainted();
    var push = about(ada(), office.reapit(), SURNAME);
    queue(office, push);
    var again = push.again(TEN, true);

    assertThat(settle(office, push, again)).isEmpty();
    assertThat(open(office, ada())).contains(again);
    assertThat(settle(office, again, again.owing(PHONES, true, NINE))).isEmpty();
    assertThat(open(office, ada())).contains(again.owing(PHONES, true, NINE));
  }

  @Test
  default void a_push_that_was_set_aside_is_taken_back_once_for_a_newer_change() {
    var office = acquainted();
    var push = about(ada(), office.reapit(), SURNAME);
    queue(office, push);
    var aside = push.sending().setAside(FailureCause.PUSH_REJECTED, "too long", TEN);
    settle(office, push, aside);
    var contacts = List.of(push.contact());

    var taken = office.get(() -> office.stores().outbox().setAside(office.reapit(), contacts));
    office.run(() -> office.stores().outbox().takeBack(taken, TEN));
    var again = office.get(() -> office.stores().outbox().setAside(office.reapit(), contacts));

    assertThat(taken).containsExactly(aside);
    assertThat(again).isEmpty();
    assertThat(count(office, State.SUPERSEDED)).isEqualTo(1);
    assertThat(count(office, State.SET_ASIDE)).isZero();
  }

  @Test
  default void a_push_that_something_joined_stays_open_as_it_is() {
    var office = acquainted();
    var read = about(ada(), office.reapit(), SURNAME);
    var other = about(grace(), office.reapit(), SURNAME);
    queue(office, read, other);
    var joined = queue(office, about(ada(), office.reapit(), PHONES)).getFirst();

    var left =
        office.get(() ->
            office
                .stores()
                .outbox()
                .settle(
                    List.of(
                        new Settlement(read, read.delivered(TEN, "")),
                        new Settlement(other, other.delivered(TEN, "")))));

    assertThat(left).containsExactly(ada().id());
    assertThat(open(office, ada())).contains(joined);
    assertThat(find(office, other.id())).contains(other.delivered(TEN, ""));
  }

  @Test
  default void a_push_that_was_put_back_is_not_taken_for_one_that_something_joined() {
    var office = acquainted();
    var push = about(ada(), office.reapit(), SURNAME);
    queue(office, push);
    settle(office, push, push.again(TEN, false));

    assertThat(settle(office, push.again(TEN, false), push.again(TEN, false).delivered(ELEVEN, "")))
        .isEmpty();
  }

  @Test
  default void after_a_push_ended_a_new_one_may_be_queued() {
    var office = acquainted();
    var first = about(ada(), office.reapit(), SURNAME);
    var second = about(ada(), office.reapit(), PHONES);
    queue(office, first);
    settle(office, first, first.delivered(TEN, ""));

    assertThat(queue(office, second)).containsExactly(second);
    assertThat(find(office, first.id())).contains(first.delivered(TEN, ""));
  }

  @Test
  default void opt_outs_are_told_first_and_then_who_waited_longest() {
    var office = acquainted();
    var people =
        IntStream.range(0, 4).mapToObj(i -> ada().forenamed((char) ('A' + i) + "da")).toList();
    var young = at(about(people.get(0), office.reapit(), SURNAME), TEN, TEN);
    var old = at(about(people.get(1), office.reapit(), SURNAME), EIGHT, EIGHT);
    var optOut = urgently(at(about(people.get(2), office.reapit(), OPT_OUT), TEN, TEN));
    var olderOptOut = urgently(at(about(people.get(3), office.reapit(), OPT_OUT), NINE, NINE));
    queue(office, young, old, optOut, olderOptOut);

    assertThat(due(office, TEN, Which.ALL)).containsExactly(olderOptOut, optOut, old, young);
    assertThat(office.get(() -> office.stores().outbox().due(office.reapit(), TEN, 2, Which.ALL)))
        .containsExactly(olderOptOut, optOut);
  }

  @Test
  default void what_is_not_due_yet_waits() {
    var office = acquainted();
    queue(
        office,
        at(about(ada(), office.reapit(), SURNAME), EIGHT, TEN),
        at(about(grace(), office.reapit(), SURNAME), EIGHT, ELEVEN));

    assertThat(due(office, NINE, Which.ALL)).isEmpty();
    assertThat(due(office, TEN, Which.ALL)).hasSize(1);
    assertThat(office.get(() -> office.stores().outbox().nextDue(office.reapit(), Which.ALL)))
        .contains(TEN);
    assertThat(office.get(() -> office.stores().outbox().nextDue(office.street(), Which.ALL)))
        .isEmpty();
  }

  @Test
  default void while_a_firewall_holds_writes_opt_outs_and_what_changes_no_shared_field_are_due() {
    var office = acquainted();
    var score = at(about(ada(), office.reapit(), SCORE.and(OPT_OUT)), NINE, TEN);
    queue(office, score, at(about(grace(), office.reapit(), SURNAME.and(SCORE)), EIGHT, EIGHT));

    assertThat(due(office, ELEVEN, Which.WITHOUT_WRITES)).containsExactly(score);
    assertThat(
            office.get(
                () -> office.stores().outbox().nextDue(office.reapit(), Which.WITHOUT_WRITES)))
        .contains(TEN);
    assertThat(office.<Long>get(() -> office.stores().outbox().openWrites(office.reapit())))
        .isEqualTo(1);

    queue(office, urgently(at(about(grace(), office.reapit(), OPT_OUT), TEN, TEN)));

    assertThat(due(office, ELEVEN, Which.WITHOUT_WRITES))
        .extracting(Due::contact)
        .containsExactly(grace().id(), ada().id());
  }

  @Test
  default void an_opt_out_that_joins_does_not_wait_for_what_failed_before_it() {
    var office = acquainted();
    var edit = at(about(ada(), office.reapit(), SURNAME), EIGHT, EIGHT);
    queue(office, edit);
    settle(office, edit, edit.again(ELEVEN, false));

    queue(office, at(about(ada(), office.reapit(), SCORE), NINE, NINE));
    var afterScore = due(office, TEN, Which.ALL);
    queue(office, urgently(at(about(ada(), office.reapit(), OPT_OUT), NINE, NINE)));

    assertThat(afterScore).isEmpty();
    assertThat(due(office, TEN, Which.ALL)).extracting(Due::contact).containsExactly(ada().id());
  }

  @Test
  default void a_push_that_was_set_aside_is_reopened() {
    var office = acquainted();
    var push = about(ada(), office.reapit(), SURNAME);
    var aside = push.setAside(FailureCause.PUSH_REJECTED, "too long", TEN);
    queue(office, push);
    settle(office, push, aside);

    office.run(() -> office.stores().outbox().reopen(List.of(aside.retried(ELEVEN))));

    assertThat(open(office, ada())).contains(aside.retried(ELEVEN));
    assertThat(count(office, State.SET_ASIDE)).isZero();
  }

  @Test
  default void of_two_pushes_set_aside_for_a_contact_one_is_reopened_and_absorbs_the_other() {
    var office = acquainted();
    var name = about(ada(), office.reapit(), SURNAME);
    queue(office, name);
    settle(office, name, name.disconnected(TEN));
    var optOut = urgently(about(ada(), office.reapit(), OPT_OUT));
    queue(office, optOut);
    settle(office, optOut, optOut.disconnected(TEN));

    office.run(() -> {
      var outbox = office.stores().outbox();
      outbox.reopen(
          outbox.setAside(office.reapit(), FailureCause.ACCESS_REVOKED, 10).stream()
              .map(push -> push.retried(ELEVEN))
              .toList());
    });

    assertThat(open(office, ada()))
        .hasValueSatisfying(due -> {
          assertThat(due.content()).isEqualTo(SURNAME.and(OPT_OUT));
          assertThat(due.urgent()).isTrue();
        });
    assertThat(count(office, State.DUE)).isEqualTo(1);
    assertThat(count(office, State.SET_ASIDE)).isZero();
  }

  @Test
  default void pushes_set_aside_for_a_cause_are_found_with_the_opt_outs_first() {
    var office = acquainted();
    var name = about(ada(), office.reapit(), SURNAME);
    var optOut = urgently(about(grace(), office.reapit(), OPT_OUT));
    var elsewhere = about(ada(), office.street(), SURNAME);
    for (var push : List.of(name, optOut, elsewhere)) {
      queue(office, push);
      settle(office, push, push.disconnected(TEN));
    }
    var refused = about(grace(), office.reapit(), SURNAME);
    queue(office, refused);
    settle(office, refused, refused.setAside(FailureCause.PUSH_REJECTED, "too long", TEN));

    assertThat(aside(office, 10)).containsExactly(optOut.disconnected(TEN), name.disconnected(TEN));
    assertThat(aside(office, 1)).containsExactly(optOut.disconnected(TEN));
  }

  private static List<PushIntent.SetAside> aside(Office office, int most) {
    return office.get(() ->
        office.stores().outbox().setAside(office.reapit(), FailureCause.ACCESS_REVOKED, most));
  }

  @Test
  default void a_contact_counts_once_however_often_it_was_changed_in_the_crm() {
    var office = acquainted();
    var before = about(ada(), office.reapit(), SURNAME);
    var again = about(ada(), office.reapit(), PHONES);
    var scored = about(grace(), office.reapit(), SCORE);
    for (var push : List.of(before, again, scored)) {
      queue(office, push);
      settle(office, push, push.delivered(TEN, ""));
    }
    assertThat(writes(office, NINE)).isEqualTo(1);
    assertThat(writes(office, TEN)).isZero();

    queue(office, about(ada(), office.reapit(), SURNAME));
    assertThat(writes(office, NINE)).isEqualTo(1);
    queue(office, about(grace(), office.reapit(), SURNAME));
    assertThat(writes(office, NINE)).isEqualTo(2);
    assertThat(writes(office, TEN)).isEqualTo(2);
  }

  private static long writes(Office office, Instant after) {
    return office.get(() -> office.stores().outbox().writes(office.reapit(), after));
  }

  @Test
  default void an_open_push_absorbs_the_one_that_is_reopened() {
    var office = acquainted();
    var push = about(ada(), office.reapit(), SURNAME);
    var aside = push.setAside(FailureCause.PUSH_REJECTED, "too long", TEN);
    queue(office, push);
    settle(office, push, aside);
    var newer = about(ada(), office.reapit(), PHONES);
    queue(office, newer);

    office.run(() -> office.stores().outbox().reopen(List.of(aside.retried(ELEVEN))));

    assertThat(open(office, ada())).contains(newer.joinedBy(aside.retried(ELEVEN)));
    assertThat(count(office, State.DUE)).isEqualTo(1);
    assertThat(count(office, State.SET_ASIDE)).isZero();
  }

  @Test
  default void pushes_are_listed_by_state_the_newest_first() {
    var office = acquainted();
    var delivered =
        IntStream.range(0, 5)
            .mapToObj(number -> {
              var push = numbered(number, ada(), office.reapit());
              queue(office, push);
              settle(office, push, push.delivered(TEN, ""));
              return push.delivered(TEN, "");
            })
            .toList();
    queue(office, about(grace(), office.street(), SURNAME));

    var read = new ArrayList<PushIntent>();
    Optional<String> after = Optional.empty();
    do {
      var request = new Slice.Request(2, after);
      var slice =
          office.get(() ->
              office
                  .stores()
                  .outbox()
                  .list(Optional.of(State.DELIVERED), Optional.empty(), request));
      assertThat(slice.total()).isEqualTo(5);
      read.addAll(slice.items());
      after = slice.next();
    } while (after.isPresent());

    assertThat(read).isEqualTo(delivered.reversed());
    assertThat(
            office
                .get(() ->
                    office
                        .stores()
                        .outbox()
                        .list(Optional.empty(), Optional.empty(), Slice.Request.first(50)))
                .total())
        .isEqualTo(6);
  }

  @Test
  default void the_pushes_about_one_contact_are_listed_whatever_became_of_them() {
    var office = acquainted();
    var delivered = about(ada(), office.reapit(), SURNAME);
    queue(office, delivered, about(grace(), office.reapit(), SURNAME));
    settle(office, delivered, delivered.delivered(TEN, ""));
    var owed = about(ada(), office.street(), SURNAME);
    queue(office, owed);

    assertThat(about(office, Optional.empty(), 1).items()).hasSize(1);
    assertThat(about(office, Optional.empty(), 1).total()).isEqualTo(2);
    assertThat(about(office, Optional.empty(), 50).items())
        .containsExactlyInAnyOrder(owed, delivered.delivered(TEN, ""));
    assertThat(about(office, Optional.of(State.DUE), 50).items()).containsExactly(owed);
  }

  private static Slice<PushIntent> about(Office office, Optional<State> state, int most) {
    return office.get(() ->
        office.stores().outbox().list(state, Optional.of(ada().id()), Slice.Request.first(most)));
  }

  @Test
  default void what_was_delivered_or_superseded_is_forgotten_after_a_while() {
    var office = acquainted();
    var delivered = about(ada(), office.reapit(), SURNAME);
    var superseded = about(grace(), office.reapit(), SURNAME);
    var aside = about(ada(), office.street(), SURNAME);
    queue(office, delivered, superseded, aside);
    settle(office, delivered, delivered.delivered(TEN, ""));
    settle(office, superseded, superseded.superseded("a newer change", TEN));
    settle(office, aside, aside.setAside(FailureCause.PUSH_REJECTED, "too long", TEN));
    var owed = about(grace(), office.street(), SURNAME);
    var later = about(ada(), office.reapit(), SURNAME);
    var last = about(grace(), office.reapit(), SURNAME);
    queue(office, owed, later, last);

    settle(office, later, later.delivered(TEN.plus(Outbox.KEPT), ""));
    assertThat(find(office, delivered.id())).isPresent();

    settle(office, last, last.delivered(TEN.plus(Outbox.KEPT).plusSeconds(1), ""));
    assertThat(find(office, delivered.id())).isEmpty();
    assertThat(find(office, superseded.id())).isEmpty();
    assertThat(List.of(aside, owed, later, last))
        .allMatch(push -> find(office, push.id()).isPresent());
  }

  @Test
  default void another_agencys_pushes_are_neither_seen_nor_touched() {
    var office = acquainted();
    var neighbour = office.neighbour();
    var push = about(ada(), office.reapit(), SURNAME);
    queue(office, push);

    assertThat(find(neighbour, push.id())).isEmpty();
    assertThat(
            neighbour.get(
                () -> neighbour.stores().outbox().due(office.reapit(), ELEVEN, 10, Which.ALL)))
        .isEmpty();
    assertThat(
            neighbour.<Long>get(
                () -> neighbour.stores().outbox().count(office.reapit(), State.DUE)))
        .isZero();
    settle(neighbour, push, push.delivered(TEN, ""));
    assertThat(
            neighbour.<Long>get(() ->
                neighbour
                    .stores()
                    .outbox()
                    .list(Optional.empty(), Optional.empty(), Slice.Request.first(5))
                    .total()))
        .isZero();

    assertThat(open(office, ada())).contains(push);
  }
}
