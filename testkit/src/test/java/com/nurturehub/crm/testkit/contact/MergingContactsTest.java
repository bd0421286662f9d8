package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.MergeContacts;
import com.nurturehub.crm.application.contact.MergeContacts.Outcome;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.testkit.Person;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Grace is found to be Ada under another name, and stands for both.
class MergingContactsTest {

  private static final Slice.Request PLENTY = Slice.Request.first(50);

  private final InMemoryStorage storage = InMemoryStorage.quiet(() -> TEN);
  private final Office office = Office.in(storage);
  private final World world =
      new World(storage.transactions(), storage.ids(), () -> TEN, new SplittableRandom(1));
  private final QuietReapit reapit = new QuietReapit();
  private final MergeContacts merging =
      MergeContacts.using(storage.stores(), world, reapit, storage.lanes());

  @Test
  void the_survivors_values_stand_and_the_others_fill_in_and_no_address_is_lost() {
    knows(ada(), grace().titled(""));

    var one = merged();

    var details = one.details();
    assertThat(details.name().full()).isEqualTo(ada().details().name().title() + " Grace Hopper");
    assertThat(details.emails())
        .extracting(EmailAddress::value)
        .containsExactly("grace@example.com", "ada@example.com");
    assertThat(details.phones()).hasSize(2);
    assertThat(details.address()).isEqualTo(ada().details().address());
    assertThat(details.categories()).hasSize(2);
  }

  @Test
  void the_stricter_consent_counts_on_each_channel() {
    knows(
        ada()
            .saying(Channel.EMAIL, ConsentStatus.DENIED, EIGHT)
            .saying(Channel.POST, ConsentStatus.GRANTED, EIGHT),
        grace().saying(Channel.EMAIL, ConsentStatus.GRANTED, NINE));

    var one = merged();

    assertThat(one.consents().denies(Channel.EMAIL)).isTrue();
    assertThat(one.mayBeContactedOn(Channel.POST)).isTrue();
  }

  @Test
  void a_crm_that_knew_the_other_knows_the_survivor_and_is_told_what_is_new_to_it() {
    knows(ada(), grace().saying(Channel.EMAIL, ConsentStatus.DENIED, NINE));
    office.run(() -> office.stores().links().keep(List.of(Office.link(ada(), office.reapit()))));

    merged();

    assertThat(office.get(() -> office.stores().links().of(List.of(grace().id()))))
        .singleElement()
        .satisfies(link -> assertThat(link.externalId()).isEqualTo(ada().externalId()));
    var open = open();
    assertThat(open.content().fields())
        .contains(ContactField.SURNAME, ContactField.EMAILS)
        .doesNotContain(ContactField.ADDRESS);
    assertThat(open.content().consents()).containsExactly(Channel.EMAIL);
    assertThat(open.urgent()).isTrue();
  }

  @Test
  void what_waited_for_the_other_waits_for_the_survivor() {
    knows(ada(), grace());
    var waiting =
        Due.queued(
            new PushId(UUID.randomUUID()),
            ada().id(),
            office.reapit(),
            new PushContent(
                Set.of(ContactField.PHONES), Set.of(ContactField.PHONES), Set.of(), Set.of()),
            false,
            NINE,
            NINE);
    office.run(() -> {
      office.stores().links().keep(List.of(Office.link(ada(), office.reapit())));
      office.stores().outbox().queue(List.of(waiting));
    });

    merged();

    assertThat(open().content().contested()).containsExactly(ContactField.PHONES);
    assertThat(office.get(() -> office.stores().outbox().open(office.reapit(), Set.of(ada().id()))))
        .isEmpty();
  }

  @Test
  void who_merged_whom_is_written_down_with_both_versions_and_the_replaced_can_be_restored() {
    knows(ada(), grace());

    merged();

    var entry =
        office
            .get(() -> office.stores().audit().list(Optional.of(grace().id()), PLENTY))
            .items()
            .getFirst()
            .entry();
    assertThat(entry.kind()).isEqualTo(Kind.MERGED);
    assertThat(entry.actor()).isEqualTo("ann");
    assertThat(entry.versions()).contains(new Versions(grace().details(), ada().details()));
    RestoreVersion.using(storage.stores(), world, reapit, storage.lanes())
        .restore(office.agency(), entry.id(), "ann");
    assertThat(find(grace().id()).orElseThrow().details().name().surname()).isEqualTo("Byron");
  }

  @Test
  void the_old_id_still_answers_and_takes_edits() {
    knows(ada(), grace());
    merged();

    ChangeContact.using(storage.stores(), world, reapit, storage.lanes())
        .change(
            office.agency(),
            new Edit(
                "r1",
                Optional.of(ada().id()),
                grace().surnamed("Murray").details(),
                Set.of(ContactField.SURNAME),
                Map.of(),
                List.of(),
                Optional.empty()));

    assertThat(find(ada().id()).orElseThrow().id()).isEqualTo(grace().id());
    assertThat(find(ada().id()).orElseThrow().details().name().surname()).isEqualTo("Murray");
  }

  @Test
  void erasing_by_either_id_forgets_both() {
    knows(ada(), grace());
    merged();

    assertThat(
            EraseContact.using(storage.stores(), world).erase(office.agency(), ada().id(), "ann"))
        .isTrue();

    assertThat(find(ada().id())).isEmpty();
    assertThat(find(grace().id())).isEmpty();
    assertThat(
            office
                .get(() -> office.stores().audit().list(Optional.of(grace().id()), PLENTY))
                .items())
        .filteredOn(entry -> entry.entry().kind() == Kind.MERGED)
        .allSatisfy(entry -> assertThat(entry.erased()).isTrue());
  }

  @Test
  void two_records_in_one_crm_are_for_that_crm_to_merge_and_a_person_is_asked_to() {
    knowsAtReapit();

    assertThat(merge()).isEqualTo(new Outcome.ApartInCrm(Set.of(CrmProvider.REAPIT)));

    assertThat(find(ada().id()).orElseThrow().id()).isEqualTo(ada().id());
    assertThat(byHand())
        .extracting(ChangeByHand::kind, ChangeByHand::contact, ChangeByHand::value)
        .containsExactly(tuple(ChangeByHand.Kind.MERGE, grace().id(), ada().externalId().value()));
  }

  @Test
  void once_the_crm_has_merged_them_they_are_merged_here_and_nobody_is_asked_any_more() {
    knowsAtReapit();
    merge();
    office.run(() ->
        office
            .stores()
            .links()
            .keep(List.of(Office.link(ada(), office.reapit()).with(Presence.GONE))));

    var one = merged();

    assertThat(one.archivedAt()).isEmpty();
    assertThat(byHand()).isEmpty();
    assertThat(office.get(() -> office.stores().links().of(List.of(grace().id()))))
        .singleElement()
        .satisfies(link -> assertThat(link.externalId()).isEqualTo(grace().externalId()));
  }

  @Test
  void merging_again_changes_nothing() {
    knows(ada(), grace());
    var first = merged();

    assertThat(merged()).isEqualTo(first);
  }

  @Test
  void nobody_is_merged_with_somebody_nobody_knows() {
    office.run(() -> office.stores().contacts().add(List.of(grace().inHub(NINE))));

    assertThat(merge()).isEqualTo(new Outcome.NoSuchContact());
  }

  @Test
  void the_survivor_is_one_of_those_who_are_merged() {
    knows(ada(), grace());

    assertThatThrownBy(() ->
            merging.merge(
                office.agency(),
                Set.of(ada().id(), grace().id()),
                ada().forenamed("Zoe").id(),
                "ann"))
        .isInstanceOf(InvalidRequest.class);
  }

  private void knows(Person... people) {
    office.run(() -> {
      storage.lanes().open(office.reapit(), office.agency());
      for (var person : people) {
        office.stores().contacts().add(List.of(person.inHub(NINE)));
      }
    });
  }

  private void knowsAtReapit() {
    knows(ada(), grace());
    office.run(() ->
        office
            .stores()
            .links()
            .keep(
                List.of(
                    Office.link(ada(), office.reapit()), Office.link(grace(), office.reapit()))));
  }

  private Outcome merge() {
    return merging.merge(office.agency(), Set.of(ada().id(), grace().id()), grace().id(), "ann");
  }

  private Contact merged() {
    return ((Outcome.Merged) merge()).survivor();
  }

  private Due open() {
    return Objects.requireNonNull(
        office
            .get(() -> office.stores().outbox().open(office.reapit(), Set.of(grace().id())))
            .get(grace().id()));
  }

  private List<ChangeByHand> byHand() {
    return office.get(() -> office.stores().handChanges().open(PLENTY)).items().stream()
        .map(item -> item.change())
        .toList();
  }

  private Optional<Contact> find(ContactId id) {
    return FindContacts.using(storage.transactions(), storage.stores())
        .find(office.agency(), id)
        .map(found -> found.contact());
  }
}
