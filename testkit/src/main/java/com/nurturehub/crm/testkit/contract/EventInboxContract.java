package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.nurturehub.crm.domain.event.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.event.EventInbox] promises.
public interface EventInboxContract {

  Storage storage();

  private static VerifiedDelivery about(String record, String id) {
    return delivery(new Subject.OneContact(new ExternalId(record)), id);
  }

  private static VerifiedDelivery delivery(Subject subject, String id) {
    return new VerifiedDelivery(
        CrmProvider.REAPIT,
        new Addressee.OwnAddress(new ConnectionId(new UUID(1, 1))),
        new EventId(id),
        "contacts.modified",
        subject);
  }

  private static Set<EventId> put(Office office, Instant at, VerifiedDelivery... told) {
    return office.get(() -> office.stores().inbox().put(office.reapit(), List.of(told), at));
  }

  private static List<WebhookEvent> waiting(Office office) {
    return office.get(() -> office.stores().inbox().waiting(office.reapit(), 1_000));
  }

  private static void workOff(Office office, Instant at, String... ids) {
    var events = List.of(ids).stream().map(EventId::new).toList();
    office.run(() -> office.stores().inbox().workedOff(office.reapit(), events, at));
  }

  @Test
  default void what_was_told_waits_as_it_was_told_in_the_order_it_came() {
    var office = Office.in(storage());
    var access = delivery(new Subject.Access(), "b");
    var somebody = delivery(new Subject.SomeContact(), "a");

    put(office, SEVEN, about("OXF1", "c"), access);
    put(office, EIGHT, somebody);

    assertThat(waiting(office))
        .containsExactly(
            new WebhookEvent(
                new EventId("c"),
                "contacts.modified",
                new Subject.OneContact(new ExternalId("OXF1")),
                SEVEN),
            new WebhookEvent(new EventId("b"), "contacts.modified", new Subject.Access(), SEVEN),
            new WebhookEvent(
                new EventId("a"), "contacts.modified", new Subject.SomeContact(), EIGHT));
  }

  @Test
  default void what_is_told_again_is_not_there_twice() {
    var office = Office.in(storage());

    var first = put(office, SEVEN, about("OXF1", "a"), about("OXF2", "b"));
    var second = put(office, EIGHT, about("OXF1", "a"), about("OXF3", "c"));

    assertThat(first).containsExactlyInAnyOrder(new EventId("a"), new EventId("b"));
    assertThat(second).containsExactly(new EventId("c"));
    assertThat(waiting(office)).hasSize(3);
  }

  @Test
  default void what_was_worked_off_is_still_known_when_it_is_told_again() {
    var office = Office.in(storage());
    put(office, SEVEN, about("OXF1", "a"), about("OXF2", "b"));

    workOff(office, EIGHT, "a");

    assertThat(waiting(office)).extracting(WebhookEvent::id).containsExactly(new EventId("b"));
    assertThat(put(office, NINE, about("OXF1", "a"))).isEmpty();
    assertThat(waiting(office)).hasSize(1);
  }

  @Test
  default void what_was_worked_off_long_ago_is_forgotten_and_what_waits_is_not() {
    var office = Office.in(storage());
    put(office, SEVEN, about("OXF1", "a"), about("OXF2", "b"));
    workOff(office, EIGHT, "a");

    office.run(() -> office.stores().inbox().forgetWorkedOff(office.reapit(), EIGHT));
    assertThat(put(office, NINE, about("OXF1", "a"))).isEmpty();
    office.run(() -> office.stores().inbox().forgetWorkedOff(office.reapit(), NINE));

    assertThat(put(office, NINE, about("OXF1", "a"))).containsExactly(new EventId("a"));
    assertThat(waiting(office)).hasSize(2);
  }

  @Test
  default void only_so_many_are_handed_out_and_all_are_counted() {
    var office = Office.in(storage());
    var told =
        IntStream.range(0, 30)
            .mapToObj(i -> about("OXF" + i, "e" + i))
            .toArray(VerifiedDelivery[]::new);

    put(office, SEVEN, told);

    assertThat(office.get(() -> office.stores().inbox().waiting(office.reapit(), 10)))
        .extracting(event -> event.id().value())
        .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> "e" + i).toList());
    assertThat(office.get(() -> office.stores().inbox().countWaiting(office.reapit())))
        .isEqualTo(30);
  }

  @Test
  default void the_last_one_is_remembered_also_when_it_was_worked_off() {
    var office = Office.in(storage());
    assertThat(office.get(() -> office.stores().inbox().lastAt(office.reapit()))).isEmpty();
    put(office, SEVEN, about("OXF1", "a"));
    put(office, EIGHT, about("OXF2", "b"));

    workOff(office, NINE, "a", "b");

    assertThat(office.get(() -> office.stores().inbox().lastAt(office.reapit()))).contains(EIGHT);
  }

  @Test
  default void nothing_waits_any_more_for_who_was_let_go_of() {
    var office = Office.in(storage());
    put(office, SEVEN, about("OXF1", "a"), about("OXF2", "b"));
    workOff(office, EIGHT, "a");

    office.run(() -> office.stores().inbox().forgetWaiting(office.reapit()));

    assertThat(waiting(office)).isEmpty();
    assertThat(put(office, NINE, about("OXF1", "a"))).isEmpty();
  }

  @Test
  default void of_an_erased_person_nothing_is_left() {
    var office = Office.in(storage());
    put(office, SEVEN, about("OXF1", "a"), about("OXF2", "b"), about("OXF1", "c"));
    workOff(office, EIGHT, "c");

    office.run(
        () -> office.stores().inbox().forget(office.reapit(), List.of(new ExternalId("OXF1"))));

    assertThat(waiting(office)).extracting(WebhookEvent::id).containsExactly(new EventId("b"));
    assertThat(put(office, NINE, about("OXF1", "c"))).containsExactly(new EventId("c"));
  }

  @Test
  default void each_connection_and_each_agency_has_an_inbox_of_its_own() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    put(office, SEVEN, about("OXF1", "a"));

    assertThat(put(neighbour, SEVEN, about("OXF1", "a"))).containsExactly(new EventId("a"));
    assertThat(neighbour.get(() -> neighbour.stores().inbox().waiting(office.reapit(), 10)))
        .isEmpty();
    assertThat(office.get(() -> office.stores().inbox().waiting(office.street(), 10))).isEmpty();
  }

  @Test
  default void what_rolls_back_was_never_told() {
    var office = Office.in(storage());

    assertThatThrownBy(() ->
            office.run(() -> {
              office.stores().inbox().put(office.reapit(), List.of(about("OXF1", "a")), SEVEN);
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(waiting(office)).isEmpty();
  }
}
