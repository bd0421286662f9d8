package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.testkit.Times;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A lane tells a CRM what is owed to it, and something happens meanwhile.
class TellingTest {

  private static final int MANY = 60;

  private Instant now = Times.NINE;
  private final InMemoryStorage storage = InMemoryStorage.quiet(() -> now);
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
    office.run(() -> {
      storage.lanes().open(office.reapit(), office.agency());
      office.stores().connections().keep(creating());
    });
    var newcomer =
        (ChangeContact.Outcome.Changed)
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
    answer =
        _ -> {
          EraseContact.using(storage.stores(), world)
              .erase(office.agency(), newcomer.contact().id(), "ann");
          return new PushResult.Landed(ada().externalId(), Optional.empty(), false);
        };

    work();

    var shown = List.of(ada().at().inCrm(EIGHT));
    assertThat(told).hasSize(1);
    assertThat(office.get(() -> office.stores().tombstones().among(CrmProvider.REAPIT, shown)))
        .containsExactly(ada().externalId());
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

  private void work() {
    now = now.plusSeconds(2);
    office.run(() -> office.stores().connections().keep(stored().synced(now)));
    LaneWork.using(
            storage.stores(), world, reapit, storage.lanes(), storage.ledger(), Bounds.DEFAULT)
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
    return office.<Long>get(() -> office.stores().outbox().count(office.reapit(), State.DUE));
  }

  private PushResult landed(ContactChange told) {
    var update = (ContactChange.Update) told;
    return new PushResult.Landed(update.externalId(), Optional.empty(), false);
  }

  /// Answers as it is told to.
  private final class Reapit implements OnlyReapit, CRMConnector {

    @Override
    public CRMConnector claiming(CrmProvider provider, Map<String, Secret> typed) {
      return this;
    }

    @Override
    public CRMConnector connectTo(Connection connection) {
      return this;
    }

    @Override
    public AccountIdentity authenticate() {
      return office.connection().account();
    }

    @Override
    public ContactPages listContacts(Reading reading) {
      throw new AssertionError("nothing is due to be read");
    }

    @Override
    public PushResult pushContact(ContactChange change) {
      told.add(change);
      return answer.apply(change);
    }

    @Override
    public ChangeFeed subscribeToEvents(EventHandler handler) {
      return new ChangeFeed.PollingOnly();
    }
  }
}
