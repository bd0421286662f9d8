package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.push.Backoff;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.sync.Firewall;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.testkit.TalkingReapit;
import com.nurturehub.crm.testkit.Times;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.CountedIds;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A lane tells a CRM what is owed to it, and something happens meanwhile.
class TellingTest {

  private static final int MANY = 60;

  private Instant now = Times.NINE;
  private final List<String> calls = new ArrayList<>();
  private final InMemoryStorage storage =
      InMemoryStorage.over(new InMemoryDatabase(), new CountedIds(), () -> now, calls::add);
  private final Office office = Office.in(storage);
  private final World world =
      new World(storage.transactions(), storage.ids(), () -> now, new SplittableRandom(1));
  private final List<ContactChange> told = new ArrayList<>();
  private final Reapit reapit = new Reapit();
  private Function<ContactChange, PushResult> answer = this::landed;
  private final ChangeContact change =
      ChangeContact.using(storage.stores(), world, reapit, storage.lanes());

  @Test
  void who_is_erased_while_the_crm_is_told_leaves_nothing_behind() {
    var person = new ContactId(new UUID(1, 1));
    knows(person);
    rename(person, "Lovelace");
    answer =
        update -> {
          assertThat(
                  EraseContact.using(storage.stores(), world).erase(office.agency(), person, "ann"))
              .isTrue();
          return landed(update);
        };

    work();

    assertThat(told).hasSize(1);
    office.run(() -> {
      assertThat(office.stores().links().of(List.of(person))).isEmpty();
      assertThat(office.stores().alerts().open(List.of(office.reapit()))).isEmpty();
      assertThat(office.stores().outbox().open(office.reapit(), List.of(person))).isEmpty();
    });
  }

  @Test
  void whom_the_crm_was_just_given_when_they_were_erased_is_buried_there_too() {
    var newcomer = newcomer();
    answer =
        _ -> {
          EraseContact.using(storage.stores(), world).erase(office.agency(), newcomer, "ann");
          return new PushResult.Landed(ada().externalId(), Optional.empty(), false);
        };

    work();

    var shown = List.of(ada().at().inCrm(EIGHT));
    assertThat(told).hasSize(1);
    assertThat(office.get(() -> office.stores().tombstones().among(CrmProvider.REAPIT, shown)))
        .containsExactly(ada().externalId());
  }

  @Test
  void when_its_answer_is_lost_the_crms_record_of_them_is_known_by_our_reference() {
    var newcomer = newcomer();
    answer =
        _ -> {
          EraseContact.using(storage.stores(), world).erase(office.agency(), newcomer, "ann");
          throw new CrmFailure.Ambiguous(FailureCause.TIMED_OUT, "No answer in time.");
        };

    work();

    var made = ada().at().inCrmFor(newcomer, EIGHT);
    var anothers = grace().at().inCrm(EIGHT);
    assertThat(
            office.get(() ->
                office.stores().tombstones().among(CrmProvider.REAPIT, List.of(made, anothers))))
        .containsExactly(made.id());
  }

  @Test
  void whom_the_crm_does_not_know_yet_it_is_told_of_as_they_are_when_it_can_be_told() {
    var newcomer = newcomer();
    disconnect();
    change(newcomer, Set.of(ContactField.EMAILS), "", Map.of());
    optOut(newcomer);
    answer = _ -> new PushResult.Landed(ada().externalId(), Optional.empty(), false);

    connect();
    work();

    var content = told.getFirst().content();
    assertThat(content.fields())
        .containsExactlyInAnyOrder(ContactField.SURNAME, ContactField.EMAILS);
    assertThat(content.consents()).containsExactly(Channel.EMAIL);
  }

  /// Somebody new here, of whom we know no more than a surname.
  private ContactId newcomer() {
    office.run(() -> {
      storage.lanes().open(office.reapit(), office.agency());
      office.stores().connections().keep(creating());
    });
    var outcome =
        change.change(
            office.agency(),
            new Edit(
                "newcomer",
                Optional.empty(),
                ada().at().details(),
                Set.of(ContactField.SURNAME),
                Map.of(),
                List.of(),
                Optional.empty()));
    return ((ChangeContact.Outcome.Changed) outcome).contact().id();
  }

  private Connection creating() {
    var usual = office.connection().settings();
    return office
        .connection()
        .with(
            new ConnectionSettings(
                usual.interval(),
                usual.policy(),
                usual.hubOwns(),
                true,
                usual.createDefaults(),
                usual.scoreWriteBack(),
                usual.previewFirst(),
                usual.paused()));
  }

  @Test
  void what_the_crm_was_told_is_noted_all_at_once_and_with_both_ids() {
    var some = aHundred().subList(0, 10);
    some.forEach(person -> rename(person, "Renamed"));
    answer =
        update ->
            update.contact().id().equals(some.getFirst())
                ? new PushResult.Refused("No such office.")
                : landed(update);
    calls.clear();

    work();

    var pushes = SyncLog.Filter.NONE.of(Set.of(Kind.PUSH));
    var noted =
        office.get(() -> office.stores().log().list(pushes, Slice.Request.first(50))).items();
    assertThat(calls).containsOnlyOnce("SyncLog.note before");
    assertThat(noted).hasSize(10);
    assertThat(noted)
        .extracting(SyncEvent::subject)
        .allMatch(whom -> whom.contact().isPresent() && whom.externalId().isPresent());
    assertThat(noted)
        .filteredOn(event -> event.result().outcome() == Outcome.FAILED)
        .extracting(event -> event.subject().contact())
        .containsExactly(Optional.of(some.getFirst()));
  }

  @Test
  void an_opt_out_passes_the_firewall_that_holds_the_new_name_it_came_with() {
    var everybody = aHundred();
    everybody.subList(0, MANY).forEach(person -> rename(person, "Renamed"));
    optOut(everybody.getFirst());

    work();

    assertThat(told)
        .singleElement()
        .satisfies(only -> {
          assertThat(only.contact().id()).isEqualTo(everybody.getFirst());
          assertThat(only.content().fields()).isEmpty();
          assertThat(only.content().consents()).containsExactly(Channel.EMAIL);
        });
    assertThat(open()).isEqualTo(MANY);
  }

  @Test
  void rejecting_the_new_names_lets_an_opt_out_that_came_with_one_go_on() {
    var everybody = aHundred();
    everybody.subList(0, MANY).forEach(person -> rename(person, "Renamed"));
    work();
    optOut(everybody.getFirst());
    var question =
        office.get(() ->
            office
                .stores()
                .approvals()
                .latest(office.reapit(), Approvals.Kind.WRITES)
                .orElseThrow());

    DecideApproval.using(storage.stores(), world, storage.lanes())
        .decide(office.agency(), question.id(), Approvals.Answer.REJECTED, "ann", "no");
    work();

    assertThat(told)
        .singleElement()
        .satisfies(only -> assertThat(only.content().fields()).isEmpty());
    assertThat(open()).isZero();
    assertThat(
            office.<Long>get(
                () -> office.stores().outbox().count(office.reapit(), State.SET_ASIDE)))
        .isEqualTo(MANY);
  }

  @Test
  void a_lane_that_backs_off_by_itself_is_hurried_by_an_opt_out() {
    var people = aHundred();
    failingForLong(new CrmFailure.Transient(FailureCause.UNAVAILABLE, "down"), people.getFirst());
    assertThat(backsOffFor()).isGreaterThan(Backoff.OPT_OUTS.longest());

    optOut(people.getLast());

    assertThat(backsOffFor()).isLessThanOrEqualTo(Backoff.OPT_OUTS.longest());
  }

  @Test
  void a_pause_the_crm_asked_for_is_kept_although_an_opt_out_waits() {
    var people = aHundred();
    var asked = Duration.ofHours(2);
    answer =
        _ -> {
          throw new CrmFailure.Transient(FailureCause.QUOTA_EXHAUSTED, "enough", asked);
        };
    rename(people.getFirst(), "Lovelace");
    work();

    optOut(people.getLast());

    assertThat(backsOffFor()).isGreaterThanOrEqualTo(asked);
  }

  @Test
  void a_fault_of_ours_does_not_keep_an_opt_out_waiting_either() {
    var people = aHundred();
    optOut(people.getFirst());

    failingForLong(new IllegalStateException("ours"), people.getFirst());

    assertThat(backsOffFor()).isLessThanOrEqualTo(Backoff.OPT_OUTS.longest());
  }

  @Test
  void a_full_pass_does_not_bring_back_what_was_rejected() {
    var people = rejected();

    fullPass(people);
    work();
    work();

    assertThat(told).isEmpty();
    assertThat(count(State.SET_ASIDE)).isEqualTo(MANY);
  }

  @Test
  void what_was_rejected_stays_rejected_while_something_else_of_the_contact_is_told() {
    var people = rejected();

    optOut(people.getFirst());
    work();
    assertThat(told)
        .singleElement()
        .satisfies(only -> {
          assertThat(only.content().fields()).isEmpty();
          assertThat(only.content().consents()).containsExactly(Channel.EMAIL);
        });
    assertThat(count(State.SET_ASIDE)).isEqualTo(MANY);

    rename(people.getFirst(), "Hopper");
    work();
    assertThat(told.getLast().content().fields()).containsExactly(ContactField.SURNAME);
    assertThat(count(State.SET_ASIDE)).isEqualTo(MANY - 1);
  }

  @Test
  void changes_that_trickle_are_held_when_a_days_are_too_many_and_go_on_once_approved() {
    var people = aHundred();
    for (var person : people.subList(0, MANY)) {
      rename(person, "Lovelace");
      work();
    }
    assertThat(told).hasSize(Firewall.WRITES.atLeast() - 1);

    decide(Approvals.Answer.APPROVED);
    work();
    rename(people.getLast(), "Lovelace");
    work();

    assertThat(told).hasSize(MANY + 1);
  }

  @Test
  void what_was_decided_while_the_crm_was_disconnected_is_told_when_it_is_connected_again() {
    var people = aHundred();
    rename(people.getFirst(), "Lovelace");
    disconnect();
    optOut(people.get(1));
    optOut(people.get(1));
    assertThat(open()).isZero();

    connect();
    work();

    assertThat(told)
        .extracting(change -> change.contact().id())
        .containsExactly(people.get(1), people.getFirst());
    assertThat(told.getFirst().content().consents()).containsExactly(Channel.EMAIL);
    assertThat(count(State.SET_ASIDE)).isZero();
  }

  @Test
  void connecting_again_asks_for_a_full_pass() {
    aHundred();
    disconnect();

    connect();

    assertThat(office.get(() -> office.stores().runs().watermark(office.reapit())).requestedPass())
        .isEqualTo(Pass.FULL);
  }

  @Test
  void disconnecting_forgets_what_the_pass_in_progress_has_come_across() {
    var seen = new ExternalId("R" + aHundred().getFirst());
    var run =
        Running.begin(
            new SyncRunId(new UUID(2, 2)), office.reapit(), Pass.FULL, SyncCursor.START, now);
    office.run(() -> {
      office.stores().runs().keep(run);
      office.stores().runs().saw(run, List.of(seen));
    });

    disconnect();

    assertThat(office.<Long>get(() -> office.stores().runs().unseen(run))).isEqualTo(100);
  }

  /// A mass change that a person rejected.
  private List<ContactId> rejected() {
    var everybody = aHundred();
    everybody.subList(0, MANY).forEach(person -> rename(person, "Renamed"));
    work();
    decide(Approvals.Answer.REJECTED);
    return everybody;
  }

  private void decide(Approvals.Answer answer) {
    var question =
        office.get(() ->
            office
                .stores()
                .approvals()
                .latest(office.reapit(), Approvals.Kind.WRITES)
                .orElseThrow());
    DecideApproval.using(storage.stores(), world, storage.lanes())
        .decide(office.agency(), question.id(), answer, "ann", "so be it");
  }

  /// Everybody is shown as they were when both sides agreed.
  private void fullPass(List<ContactId> people) {
    reapit.shows = people.stream().map(person -> shown(new ExternalId("R" + person))).toList();
    office.run(() -> {
      var runs = office.stores().runs();
      runs.keep(runs.watermark(office.reapit()).requested(now, Pass.FULL));
    });
    work();
    assertThat(office.get(() -> office.stores().runs().latest(office.reapit())))
        .containsInstanceOf(SyncRun.Succeeded.class);
  }

  private static CrmContact shown(ExternalId id) {
    var theirs = ada().inCrm(Times.SEVEN);
    return new CrmContact(
        id,
        theirs.details(),
        theirs.consents(),
        theirs.modifiedAt(),
        theirs.archived(),
        theirs.tag(),
        theirs.reference(),
        theirs.household());
  }

  private void failingForLong(RuntimeException failure, ContactId person) {
    answer =
        _ -> {
          throw failure;
        };
    for (var slice = 0; slice < 12; slice++) {
      rename(person, "Name " + slice);
      now = now.plus(Backoff.PUSHES.longest());
      work();
    }
  }

  private Duration backsOffFor() {
    return Duration.between(now, storage.ledger().backsOffUntil(office.reapit()).orElseThrow());
  }

  private void disconnect() {
    DisconnectCrm.using(storage.stores(), world, reapit, storage.lanes())
        .disconnect(office.agency(), CrmProvider.REAPIT, "ann");
  }

  private void connect() {
    var outcome =
        ConnectCrm.using(storage.stores(), world, reapit, storage.lanes())
            .connect(office.agency(), new ConnectCrm.Request(CrmProvider.REAPIT, Map.of(), "ann"));
    assertThat(outcome).isInstanceOf(ConnectCrm.Outcome.Connected.class);
    reapit.shows = List.of();
  }

  private void work() {
    now = now.plusSeconds(2);
    office.run(() -> office.stores().connections().keep(stored().synced(now)));
    LaneWork.using(
            storage.stores(),
            world,
            reapit,
            storage.lanes(),
            storage.ledger(),
            _ -> Optional.empty(),
            Bounds.DEFAULT)
        .work(office.reapit());
  }

  private Connection stored() {
    return office.stores().connections().find(office.reapit()).orElseThrow();
  }

  private List<ContactId> aHundred() {
    var ids = IntStream.range(0, 100).mapToObj(i -> new ContactId(new UUID(1, i))).toList();
    ids.forEach(this::knows);
    return ids;
  }

  /// Somebody like Ada, whom the CRM knows, too.
  private void knows(ContactId id) {
    var known = ada().inHub(EIGHT);
    var link = Office.link(ada(), office.reapit());
    office.run(() -> {
      storage.lanes().open(office.reapit(), office.agency());
      office
          .stores()
          .contacts()
          .add(
              List.of(
                  Contact.fresh(
                      id, known.details(), known.consents(), known.source(), known.editedAt())));
      office
          .stores()
          .links()
          .keep(
              List.of(
                  new ContactLink(
                      id,
                      link.connection(),
                      new ExternalId("R" + id),
                      link.base(),
                      link.consents(),
                      link.seen(),
                      link.seenEdition(),
                      link.modifiedAt(),
                      link.tag(),
                      link.household(),
                      link.presence(),
                      link.told())));
    });
  }

  private void rename(ContactId person, String surname) {
    change(person, Set.of(ContactField.SURNAME), surname, Map.of());
  }

  private void optOut(ContactId person) {
    change(person, Set.of(), "", Map.of(Channel.EMAIL, ConsentStatus.DENIED));
  }

  private void change(
      ContactId person,
      Set<ContactField> fields,
      String surname,
      Map<Channel, ConsentStatus> consents) {
    var outcome =
        change.change(
            office.agency(),
            new Edit(
                "request " + storage.ids().next(),
                Optional.of(person),
                ada().surnamed(surname).details(),
                fields,
                consents,
                List.of(),
                Optional.empty()));
    assertThat(outcome).isInstanceOf(ChangeContact.Outcome.Changed.class);
  }

  private long open() {
    return count(State.DUE);
  }

  private long count(State state) {
    return office.<Long>get(() -> office.stores().outbox().count(office.reapit(), state));
  }

  private PushResult landed(ContactChange told) {
    var update = (ContactChange.Update) told;
    return new PushResult.Landed(update.externalId(), Optional.empty(), false);
  }

  /// Answers as it is told to.
  private final class Reapit implements TalkingReapit {

    private @Nullable List<CrmContact> shows;

    @Override
    public AccountIdentity authenticate() {
      return office.connection().account();
    }

    @Override
    public ContactPages listContacts(Reading reading) {
      if (shows == null) {
        throw new AssertionError("nothing is due to be read");
      }
      var all =
          new ContactPage(
              shows,
              List.of(),
              SyncCursor.START,
              OptionalLong.of(shows.size()),
              now,
              Duration.ZERO);
      return pages(all);
    }

    @Override
    public PushResult pushContact(ContactChange change) {
      told.add(change);
      return answer.apply(change);
    }
  }

  private static ContactPages pages(ContactPage only) {
    var left = new ArrayList<>(List.of(only));
    return new ContactPages() {

      @Override
      public Optional<ContactPage> next() {
        return left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
      }

      @Override
      public void close() {
        left.clear();
      }
    };
  }
}
