package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.testkit.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every implementation of [HandChanges] promises.
public interface HandChangesContract {

  Slice.Request PLENTY = Slice.Request.first(50);

  Storage storage();

  private static ChangeByHand change(
      Person person, ConnectionId connection, ContactField field, String value, Instant since) {
    return ChangeByHand.of(person.id(), connection, field, value, since);
  }

  private static void ask(Office office, ChangeByHand... items) {
    office.run(() -> office.stores().handChanges().ask(List.of(items)));
  }

  private static List<HandChanges.Item> byHand(Office office) {
    return office.get(() -> office.stores().handChanges().open(PLENTY)).items();
  }

  @Test
  default void a_change_that_was_asked_for_is_open() {
    var office = Office.in(storage());
    var asked = change(ada(), office.reapit(), ContactField.EMAILS, "a@x.org, b@x.org", NINE);

    ask(office, asked);

    var item = byHand(office).getFirst();
    assertThat(item.change()).isEqualTo(asked);
    assertThat(office.get(() -> office.stores().handChanges().find(item.id()))).contains(item);
  }

  @Test
  default void asking_again_brings_the_value_up_to_date() {
    var office = Office.in(storage());
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "old@x.org", EIGHT));
    var before = byHand(office).getFirst();

    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "new@x.org", TEN));

    assertThat(byHand(office))
        .containsExactly(
            new HandChanges.Item(
                before.id(),
                change(ada(), office.reapit(), ContactField.EMAILS, "new@x.org", EIGHT)));
  }

  @Test
  default void changes_of_others_elsewhere_and_of_other_subjects_stay_apart() {
    var office = Office.in(storage());

    ask(
        office,
        change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE),
        change(ada(), office.reapit(), ContactField.PHONES, "2", NINE),
        change(ada(), office.street(), ContactField.EMAILS, "3", NINE),
        change(grace(), office.reapit(), ContactField.EMAILS, "4", NINE));

    assertThat(byHand(office)).hasSize(4);
  }

  @Test
  default void a_change_closes_when_both_sides_show_its_subject_alike() {
    var office = Office.in(storage());
    ask(
        office,
        change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE),
        change(ada(), office.street(), ContactField.EMAILS, "2", NINE),
        change(grace(), office.reapit(), ContactField.PHONES, "3", NINE));

    office.run(() ->
        office
            .stores()
            .handChanges()
            .close(
                office.reapit(),
                Map.of(ada().id(), Set.of("EMAILS", "TITLE"), grace().id(), Set.of("EMAILS")),
                TEN));

    assertThat(byHand(office))
        .extracting(i -> i.change().value())
        .containsExactlyInAnyOrder("2", "3");
  }

  @Test
  default void a_person_says_that_a_change_is_done_once() {
    var office = Office.in(storage());
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE));
    var item = byHand(office).getFirst();

    assertThat(done(office, item.id())).isTrue();
    assertThat(done(office, item.id())).isFalse();
    assertThat(done(office, UUID.randomUUID())).isFalse();
    assertThat(byHand(office)).isEmpty();
    assertThat(office.get(() -> office.stores().handChanges().find(item.id()))).isEmpty();
  }

  private static boolean done(Office office, UUID id) {
    return office.get(() -> office.stores().handChanges().done(id, "jo", TEN));
  }

  @Test
  default void a_change_that_was_closed_may_be_asked_for_again() {
    var office = Office.in(storage());
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE));
    done(office, byHand(office).getFirst().id());

    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "2", TEN));

    assertThat(byHand(office))
        .extracting(HandChanges.Item::change)
        .containsExactly(change(ada(), office.reapit(), ContactField.EMAILS, "2", TEN));
  }

  @Test
  default void another_agencys_changes_are_neither_seen_nor_done() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE));

    assertThat(byHand(neighbour)).isEmpty();
    assertThat(done(neighbour, byHand(office).getFirst().id())).isFalse();
    assertThat(byHand(office)).hasSize(1);
  }
}
