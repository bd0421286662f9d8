package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.memory.CountedIds;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import com.nurturehub.crm.testkit.memory.Turns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody else is quicker while edits are being applied.
class OvertakenEditsTest {

  /// What is to happen at a place, once.
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  private final AtomicReference<String> place = new AtomicReference<>("");
  private final InMemoryStorage storage =
      InMemoryStorage.over(
          new InMemoryDatabase(Turns.ofThreads(), this::at),
          new CountedIds(),
          Storage.CLOCK,
          this::at);
  private final Office office = Office.in(storage);
  private final World world =
      new World(storage.transactions(), storage.ids(), Storage.CLOCK, new SplittableRandom(1));
  private final ChangeContact change =
      ChangeContact.using(storage.stores(), world, new QuietReapit(), storage.lanes());

  @BeforeEach
  void both_are_known_to_reapit() {
    office.run(() -> {
      storage.lanes().open(office.reapit(), office.agency());
      office.stores().contacts().add(List.of(ada().inHub(EIGHT), grace().inHub(EIGHT)));
      office
          .stores()
          .links()
          .keep(
              List.of(Office.link(ada(), office.reapit()), Office.link(grace(), office.reapit())));
    });
  }

  @Test
  void the_others_of_a_burst_lose_nothing_and_count_nothing_twice() {
    meanwhile("Contacts.find after", () -> change.change(office.agency(), named("x", "Murray")));

    var outcomes =
        change.change(office.agency(), List.of(opened("a", ada()), opened("b", grace())));

    assertThat(outcomes).allMatch(Outcome.Changed.class::isInstance);
    assertThat(stored(ada()).signals().count(Engagement.OPENED)).isEqualTo(1);
    assertThat(stored(grace()).signals().count(Engagement.OPENED)).isEqualTo(1);
    assertThat(stored(grace()).details().name().surname()).isEqualTo("Murray");
    assertThat(owedTo(ada()).signals()).containsExactly(SignalKind.ENGAGEMENT);
    assertThat(owedTo(grace()).fields()).containsExactly(ContactField.SURNAME);
  }

  @Test
  void the_same_request_made_twice_at_once_is_carried_out_once_and_answered_twice() {
    var request = newcomer("once", "Jean");
    var first = new AtomicReference<Outcome>();
    meanwhile("Requests.done after", () -> first.set(change.change(office.agency(), request)));

    var second = change.change(office.agency(), request);

    assertThat(idIn(second)).isEqualTo(idIn(first.get()));
    assertThat(office.get(() -> office.stores().contacts().count())).isEqualTo(3);
  }

  @Test
  void of_two_requests_under_one_id_at_once_the_later_is_refused() {
    meanwhile(
        "Requests.done after", () -> change.change(office.agency(), newcomer("one id", "Jean")));

    var second = change.change(office.agency(), newcomer("one id", "Joan"));

    assertThat(second).isInstanceOf(Outcome.RequestReused.class);
    assertThat(office.get(() -> office.stores().contacts().count())).isEqualTo(3);
  }

  @Test
  void who_asks_again_is_told_what_is_still_owed() {
    var request = opened("again", ada());
    var first = (Outcome.Changed) change.change(office.agency(), request);

    var again = (Outcome.Changed) change.change(office.agency(), request);

    assertThat(again.pushes()).isEqualTo(first.pushes()).hasSize(1);
  }

  private void meanwhile(String where, Runnable what) {
    meanwhile.set(what);
    place.set(where);
  }

  private void at(String now) {
    if (place.get().equals(now)) {
      place.set("");
      CompletableFuture.runAsync(meanwhile.get()).join();
    }
  }

  private Contact stored(Person person) {
    return office.get(
        () -> office.stores().contacts().find(List.of(person.id())).values().iterator().next());
  }

  private PushContent owedTo(Person person) {
    return office.get(() ->
        office
            .stores()
            .outbox()
            .open(office.reapit(), List.of(person.id()))
            .values()
            .iterator()
            .next()
            .content());
  }

  private static ContactId idIn(Outcome outcome) {
    return ((Outcome.Changed) outcome).contact().id();
  }

  private static Edit opened(String request, Person person) {
    return new Edit(
        request,
        Optional.of(person.id()),
        person.details(),
        Set.of(),
        Map.of(),
        List.of(new Signal.Engaged(Engagement.OPENED, NINE)),
        Optional.empty());
  }

  private static Edit named(String request, String surname) {
    return new Edit(
        request,
        Optional.of(grace().id()),
        grace().surnamed(surname).details(),
        Set.of(ContactField.SURNAME),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  private static Edit newcomer(String request, String forename) {
    return new Edit(
        request,
        Optional.empty(),
        ada().forenamed(forename).details(),
        Set.of(ContactField.FORENAME, ContactField.SURNAME),
        Map.of(),
        List.of(),
        Optional.empty());
  }
}
