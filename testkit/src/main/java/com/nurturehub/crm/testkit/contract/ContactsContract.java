package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.ContactFilter.Archived;
import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.testkit.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.contact.Contacts] promises.
public interface ContactsContract {

  Storage storage();

  private static void add(Office office, Contact... contacts) {
    office.run(() -> office.stores().contacts().add(List.of(contacts)));
  }

  private static Optional<Contact> find(Office office, ContactId id) {
    return Optional.ofNullable(
        office.get(() -> office.stores().contacts().find(List.of(id))).get(id));
  }

  private static List<ContactId> listed(Office office, ContactFilter filter) {
    return office
        .get(() -> office.stores().contacts().list(filter, Slice.Request.first(200)))
        .items()
        .stream()
        .map(Contact::id)
        .toList();
  }

  private static Collection<ContactId> candidates(Office office, CrmContact newcomer) {
    return office
        .get(() -> office.stores().contacts().candidates(office.reapit(), List.of(newcomer)))
        .stream()
        .map(Contact::id)
        .toList();
  }

  @Test
  default void a_contact_is_found_as_it_was_added_at_its_first_version() {
    var office = Office.in(storage());
    var everything =
        ada()
            .saying(Channel.EMAIL, ConsentStatus.GRANTED, EIGHT)
            .saying(Channel.POST, ConsentStatus.PENDING, NINE)
            .at("ada@example.com", "a.byron@example.org")
            .on("+441865522111", "ask for Jim")
            .inHub(NINE)
            .archived(TEN);
    var measured =
        everything.with(
            everything
                .signals()
                .with(new Signal.ScoreChanged(71, true, NINE))
                .with(new Signal.StatusChanged(ContactStatus.HOT, NINE))
                .with(new Signal.Engaged(Signal.Engagement.OPENED, NINE)));

    add(office, measured);

    assertThat(find(office, measured.id())).contains(measured.atVersion(1));
  }

  @Test
  default void a_contact_with_nothing_but_a_surname_is_found_as_it_was_added() {
    var office = Office.in(storage());
    var bare = ada().titled("").forenamed("").at().on().living("", "").being().inHub(NINE);

    add(office, bare);

    assertThat(find(office, bare.id())).contains(bare.atVersion(1));
  }

  @Test
  default void text_of_any_script_is_found_as_it_was_added() {
    var office = Office.in(storage());
    var foreign = ada().surnamed("أبو 'Ĳssel\" \\ 𝒜 😀 %_").living("Σ\u200F{}", "日本").inHub(NINE);

    add(office, foreign);

    assertThat(find(office, foreign.id())).contains(foreign.atVersion(1));
  }

  @Test
  default void nobody_is_found_whom_nobody_added() {
    var office = Office.in(storage());

    assertThat(find(office, ada().id())).isEmpty();
    assertThat(
            office.<Map<ContactId, Contact>>get(() -> office.stores().contacts().find(List.of())))
        .isEmpty();
  }

  @Test
  default void whom_somebody_has_already_is_refused() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));

    assertThatThrownBy(() -> add(office, grace().inHub(NINE), ada().surnamed("King").inHub(TEN)))
        .isInstanceOf(RuntimeException.class);
    assertThat(find(office, ada().id())).contains(ada().inHub(NINE).atVersion(1));
    assertThat(find(office, grace().id())).isEmpty();
  }

  @Test
  default void a_replaced_contact_gets_the_next_version() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));
    var edited =
        find(office, ada().id()).orElseThrow().edited(ada().surnamed("King").details(), TEN);

    var movedOn = office.get(() -> office.stores().contacts().replace(List.of(edited)));

    assertThat(movedOn).isEmpty();
    assertThat(find(office, ada().id())).contains(edited.atVersion(2));
  }

  @Test
  default void a_contact_that_moved_on_is_left_alone_and_the_others_are_replaced() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE), grace().inHub(NINE));
    var stale = ada().inHub(NINE).atVersion(7).edited(ada().surnamed("King").details(), TEN);
    var fresh = grace().inHub(NINE).atVersion(1).edited(grace().surnamed("Murray").details(), TEN);

    var movedOn = office.get(() -> office.stores().contacts().replace(List.of(stale, fresh)));

    assertThat(movedOn).containsExactly(ada().id());
    assertThat(find(office, ada().id())).contains(ada().inHub(NINE).atVersion(1));
    assertThat(find(office, grace().id())).contains(fresh.atVersion(2));
  }

  @Test
  default void a_contact_that_is_there_no_more_has_moved_on() {
    var office = Office.in(storage());

    var movedOn =
        office.get(
            () -> office.stores().contacts().replace(List.of(ada().inHub(NINE).atVersion(1))));

    assertThat(movedOn).containsExactly(ada().id());
    assertThat(find(office, ada().id())).isEmpty();
  }

  @Test
  default void a_version_written_in_the_same_transaction_counts() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));
    var first = ada().inHub(NINE).atVersion(1).edited(ada().surnamed("King").details(), TEN);

    office.run(() -> {
      office.stores().contacts().replace(List.of(first));
      assertThat(office.stores().contacts().replace(List.of(first))).containsExactly(ada().id());
    });

    assertThat(find(office, ada().id())).contains(first.atVersion(2));
  }

  @Test
  default void who_shares_an_e_mail_address_is_a_candidate() {
    var office = Office.in(storage());
    add(office, ada().at("x@x.org", "shared@x.org").inHub(NINE), grace().inHub(NINE));

    var theirs = grace().forenamed("Z").at("y@x.org", "Shared@X.org").on().inCrm(NINE);

    assertThat(candidates(office, theirs)).containsExactly(ada().id());
  }

  @Test
  default void who_shares_a_phone_number_is_a_candidate() {
    var office = Office.in(storage());
    add(office, ada().on("+441865000000", "+441865522111").inHub(NINE), grace().inHub(NINE));

    assertThat(candidates(office, ada().at().on("+441865522111").inCrm(NINE)))
        .containsExactly(ada().id());
  }

  @Test
  default void a_note_instead_of_a_phone_number_makes_no_candidate() {
    var office = Office.in(storage());
    add(office, ada().on("ask for Jim").inHub(NINE));

    assertThat(candidates(office, grace().on("ask for Jim").inCrm(NINE))).isEmpty();
  }

  @Test
  default void who_is_referred_to_is_a_candidate() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));
    var theirs = grace().inCrm(NINE);
    var referring =
        new CrmContact(
            theirs.id(),
            theirs.details(),
            theirs.consents(),
            theirs.modifiedAt(),
            false,
            Optional.empty(),
            Optional.of(ada().id()),
            Optional.empty());

    assertThat(candidates(office, referring)).containsExactly(ada().id());
  }

  @Test
  default void who_is_linked_there_already_is_no_candidate_but_may_be_one_elsewhere() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));
    office.run(() -> office.stores().links().keep(List.of(Office.link(ada(), office.reapit()))));

    assertThat(candidates(office, ada().inCrm(NINE))).isEmpty();
    assertThat(
            office.get(() ->
                office.stores().contacts().candidates(office.street(), List.of(ada().inCrm(NINE)))))
        .hasSize(1);
  }

  @Test
  default void who_changed_their_address_is_a_candidate_by_the_new_one_only() {
    var office = Office.in(storage());
    add(office, ada().at("old@x.org").on().inHub(NINE));
    var edited =
        ada()
            .at("old@x.org")
            .on()
            .inHub(NINE)
            .atVersion(1)
            .edited(ada().at("new@x.org").on().details(), TEN);
    office.run(() -> office.stores().contacts().replace(List.of(edited)));

    assertThat(candidates(office, grace().at("old@x.org").inCrm(NINE))).isEmpty();
    assertThat(candidates(office, grace().at("new@x.org").inCrm(NINE))).containsExactly(ada().id());
  }

  @Test
  default void a_list_is_read_to_its_end_slice_by_slice_with_everybody_in_it_once() {
    var office = Office.in(storage());
    var many =
        IntStream.range(0, 7).mapToObj(i -> ada().forenamed((char) ('A' + i) + "da")).toList();
    add(office, many.stream().map(person -> person.inHub(NINE)).toArray(Contact[]::new));

    var read = new ArrayList<ContactId>();
    Optional<String> after = Optional.empty();
    do {
      var request = new Slice.Request(3, after);
      var slice = office.get(() -> office.stores().contacts().list(ContactFilter.ALL, request));
      assertThat(slice.total()).isEqualTo(7);
      slice.items().forEach(contact -> read.add(contact.id()));
      after = slice.next();
    } while (after.isPresent());

    assertThat(read)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(many.stream().map(person -> person.id()).toList());
  }

  @Test
  default void a_list_is_of_whom_the_filter_means() {
    var office = Office.in(storage());
    add(
        office,
        ada().inHub(NINE).archived(TEN),
        grace().forenamed("Grace Ann").on("+442079460018").inHub(NINE));

    assertThat(listed(office, text("byr"))).containsExactly(ada().id());
    assertThat(listed(office, text("Ann"))).containsExactly(grace().id());
    assertThat(listed(office, text("yron"))).isEmpty();
    assertThat(listed(office, text("example.com"))).hasSize(2);
    assertThat(listed(office, text("794600"))).containsExactly(grace().id());
    assertThat(listed(office, text("%"))).isEmpty();
    assertThat(listed(office, of(Optional.of(ContactCategory.SELLER), Archived.INCLUDED)))
        .containsExactly(ada().id());
    assertThat(listed(office, of(Optional.empty(), Archived.EXCLUDED)))
        .containsExactly(grace().id());
    assertThat(listed(office, of(Optional.empty(), Archived.ONLY))).containsExactly(ada().id());
  }

  private static ContactFilter text(String text) {
    return new ContactFilter(Optional.of(text), Optional.empty(), Archived.INCLUDED);
  }

  private static ContactFilter of(Optional<ContactCategory> category, Archived archived) {
    return new ContactFilter(Optional.empty(), category, archived);
  }

  @Test
  default void somebody_is_held_as_they_stand() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));

    office.run(() -> {
      assertThat(office.stores().contacts().hold(ada().id()))
          .contains(ada().inHub(NINE).atVersion(1));
      assertThat(office.stores().contacts().hold(grace().id())).isEmpty();
    });
    var neighbour = office.neighbour();
    neighbour.run(() -> assertThat(neighbour.stores().contacts().hold(ada().id())).isEmpty());
  }

  @Test
  default void who_is_being_changed_is_held_as_they_are_afterwards() throws Exception {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE));
    var changed = ada().inHub(NINE).atVersion(1).edited(ada().at("new@x.org").details(), TEN);
    var isChanged = new CountDownLatch(1);
    var isHeld = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var changing =
          threads.submit(() ->
              office.<Boolean>get(() -> {
                office.stores().contacts().replace(List.of(changed));
                isChanged.countDown();
                return Waiting.awhile(isHeld);
              }));
      isChanged.await();
      var held =
          office.get(() -> {
            var found = office.stores().contacts().hold(ada().id());
            isHeld.countDown();
            return found;
          });

      assertThat(held).contains(changed.atVersion(2));
      assertThat(changing.get()).isFalse();
    }
  }

  @Test
  default void everybody_is_counted() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE), grace().inHub(NINE).archived(TEN));

    assertThat(office.<Long>get(() -> office.stores().contacts().count())).isEqualTo(2);
  }

  @Test
  default void somebody_erased_is_forgotten_with_everything_that_hangs_on_them() {
    var office = Office.in(storage());
    var stores = office.stores();
    add(office, ada().inHub(NINE), grace().inHub(NINE));
    var push =
        Due.queued(
            new PushId(UUID.randomUUID()),
            ada().id(),
            office.reapit(),
            PushContent.NOTHING,
            false,
            NINE,
            NINE);
    office.run(() -> {
      stores.links().keep(List.of(Office.link(ada(), office.reapit())));
      stores.outbox().queue(List.of(push));
      stores
          .handChanges()
          .ask(
              List.of(
                  new ChangeByHand(
                      ada().id(),
                      office.reapit(),
                      ChangeByHand.Kind.FIELD,
                      "EMAILS",
                      "a@x",
                      NINE)));
      stores.duplicates().propose(Set.of(ada().id(), grace().id()), "The same phone.", NINE);
    });

    office.run(() -> stores.contacts().erase(ada().id()));

    office.run(() -> {
      assertThat(stores.contacts().find(List.of(ada().id(), grace().id())))
          .containsOnlyKeys(grace().id());
      assertThat(stores.links().of(List.of(ada().id()))).isEmpty();
      assertThat(stores.outbox().find(push.id())).isEmpty();
      assertThat(stores.handChanges().open(Slice.Request.first(10)).items()).isEmpty();
      assertThat(stores.duplicates().open(Slice.Request.first(10)).items()).isEmpty();
      assertThat(stores.contacts().candidates(office.reapit(), List.of(ada().inCrm(NINE))))
          .isEmpty();
    });
  }

  @Test
  default void whoever_is_merged_is_there_no_more_and_their_id_leads_to_the_survivor() {
    var office = Office.in(storage());
    var zoe = ada().forenamed("Zoe");
    add(office, ada().inHub(NINE), grace().inHub(NINE), zoe.inHub(NINE));

    merge(office, grace().id(), ada().id());
    merge(office, zoe.id(), grace().id());

    assertThat(find(office, ada().id())).isEmpty();
    assertThat(candidates(office, ada().inCrm(NINE))).containsExactly(zoe.id());
    assertThat(heirs(office, ada().id(), grace().id(), zoe.id()))
        .isEqualTo(Map.of(ada().id(), zoe.id(), grace().id(), zoe.id()));
    assertThat(heirs(office.neighbour(), ada().id())).isEmpty();
  }

  @Test
  default void an_id_leads_nowhere_once_the_survivor_is_erased() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE), grace().inHub(NINE));
    merge(office, grace().id(), ada().id());

    office.run(() -> office.stores().contacts().erase(grace().id()));

    assertThat(heirs(office, ada().id())).isEmpty();
  }

  @Test
  default void what_hangs_on_whoever_is_merged_hangs_on_the_survivor() {
    var office = Office.in(storage());
    var stores = office.stores();
    var zoe = ada().forenamed("Zoe");
    add(office, ada().inHub(NINE), grace().inHub(NINE), zoe.inHub(NINE));
    var refused =
        Due.queued(
            new PushId(UUID.randomUUID()),
            ada().id(),
            office.street(),
            PushContent.NOTHING,
            false,
            NINE,
            NINE);
    office.run(() -> {
      stores.outbox().queue(List.of(refused));
      stores
          .outbox()
          .settle(
              List.of(
                  new Outbox.Settlement(
                      refused, refused.setAside(FailureCause.PUSH_REJECTED, "No.", TEN))));
      stores.handChanges().ask(List.of(asked(ada(), office), asked(grace(), office)));
      stores
          .handChanges()
          .ask(
              List.of(
                  ChangeByHand.merge(
                      grace().id(), office.reapit(), ada().id(), ada().externalId(), NINE)));
      stores.requests().remember(Map.of("r1", new Requests.Done(ada().id(), "digest")), NINE);
      stores.duplicates().propose(Set.of(ada().id(), grace().id()), "The same phone.", NINE);
      stores.duplicates().propose(Set.of(ada().id(), zoe.id()), "The same phone.", NINE);
      stores.duplicates().keepApart(Set.of(grace().id(), zoe.id()), TEN);
    });

    merge(office, grace().id(), ada().id());

    office.run(() -> {
      assertThat(stores.outbox().setAside(office.street(), Set.of(grace().id())))
          .extracting(push -> push.id())
          .containsExactly(refused.id());
      assertThat(stores.handChanges().open(Slice.Request.first(10)).items())
          .extracting(item -> item.change())
          .containsExactly(asked(grace(), office));
      assertThat(stores.requests().done(List.of("r1")))
          .isEqualTo(Map.of("r1", new Requests.Done(grace().id(), "digest")));
      assertThat(stores.duplicates().open(Slice.Request.first(10)).items()).isEmpty();
    });
  }

  @Test
  default void a_moved_link_stays_and_one_that_was_not_is_dropped() {
    var office = Office.in(storage());
    add(office, ada().inHub(NINE), grace().inHub(NINE));
    var atReapit = Office.link(ada(), office.reapit());
    office.run(() -> {
      office.stores().links().keep(List.of(atReapit, Office.link(ada(), office.street())));
      office.stores().links().keep(List.of(atReapit.of(grace().id())));
    });

    merge(office, grace().id(), ada().id());

    office.run(() -> {
      var links = office.stores().links();
      assertThat(links.of(List.of(ada().id(), grace().id())))
          .containsExactly(atReapit.of(grace().id()));
      assertThat(links.count(office.street())).isZero();
    });
  }

  private static ChangeByHand asked(Person person, Office office) {
    return new ChangeByHand(
        person.id(), office.reapit(), ChangeByHand.Kind.FIELD, "EMAILS", "a@x", NINE);
  }

  private static void merge(Office office, ContactId survivor, ContactId merged) {
    office.run(() -> office.stores().contacts().merge(Set.of(merged), survivor, TEN));
  }

  private static Map<ContactId, ContactId> heirs(Office office, ContactId... ids) {
    return office.get(() -> office.stores().contacts().heirs(List.of(ids)));
  }

  @Test
  default void another_agencys_people_are_neither_seen_nor_touched() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    add(office, ada().inHub(NINE));

    assertThat(find(neighbour, ada().id())).isEmpty();
    assertThat(candidates(neighbour, ada().inCrm(NINE))).isEmpty();
    assertThat(listed(neighbour, ContactFilter.ALL)).isEmpty();
    assertThat(
            neighbour.get(() ->
                neighbour.stores().contacts().replace(List.of(ada().inHub(TEN).atVersion(1)))))
        .containsExactly(ada().id());
    neighbour.run(() -> neighbour.stores().contacts().erase(ada().id()));
    add(neighbour, ada().surnamed("King").inHub(NINE));

    assertThat(find(office, ada().id())).contains(ada().inHub(NINE).atVersion(1));
  }
}
