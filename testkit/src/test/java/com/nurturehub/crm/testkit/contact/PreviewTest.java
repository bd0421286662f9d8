package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.integration.ChangeSettings;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.application.sync.Previews.Part;
import com.nurturehub.crm.application.sync.ReviewPreview;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
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
import com.nurturehub.crm.domain.link.Match.Ground;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.testkit.TalkingReapit;
import com.nurturehub.crm.testkit.Times;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An agency that knows people already connects a CRM, and wants to see first what that would write
/// there.
class PreviewTest {

  private static final int MANY = 60;

  private Instant now = Times.NINE;
  private final InMemoryStorage storage = InMemoryStorage.quiet(() -> now);
  private final Office office = Office.in(storage);
  private final World world =
      new World(storage.transactions(), storage.ids(), () -> now, new SplittableRandom(1));
  private final Reapit reapit = new Reapit();
  private final ConnectionId connection = connectedBefore();

  private ConnectionId connectedBefore() {
    office.run(() -> storage.lanes().open(office.reapit(), office.agency()));
    return office.reapit();
  }

  @Test
  void nothing_is_written_before_the_preview_is_accepted_and_then_all_of_it() {
    var known = knows(MANY);
    settle(true);

    work();
    work();

    assertThat(reapit.told).isEmpty();
    var asked = asked();
    assertThat(asked.answer()).isEqualTo(Answer.NONE);
    assertThat(asked.affected()).isEqualTo(MANY);
    assertThat(asked.all()).isEqualTo(MANY);
    assertThat(alerts()).containsExactly(FailureCause.PREVIEW_WAITS);

    decide(Answer.APPROVED);
    work();

    assertThat(reapit.told).hasSize(known.size());
    assertThat(alerts()).isEmpty();
  }

  @Test
  void an_opt_out_is_in_force_here_at_once_and_told_first_when_the_preview_is_accepted() {
    var known = knows(2);
    settle(true);
    work();

    optOut(known.getLast());
    work();

    assertThat(reapit.told).isEmpty();
    assertThat(stored(known.getLast()).consents().denies(Channel.EMAIL)).isTrue();

    decide(Answer.APPROVED);
    work();

    assertThat(reapit.told.getFirst().contact().id()).isEqualTo(known.getLast());
  }

  @Test
  void who_rejects_it_goes_on_reading_and_may_approve_it_later() {
    knows(2);
    settle(true);
    work();

    decide(Answer.REJECTED);
    var before = reapit.readings;
    work();

    assertThat(reapit.told).isEmpty();
    assertThat(asked().answer()).isEqualTo(Answer.REJECTED);
    assertThat(alerts()).isEmpty();
    assertThat(reapit.readings).isGreaterThan(before);

    decide(Answer.APPROVED);
    work();

    assertThat(reapit.told).hasSize(2);
  }

  @Test
  void an_answer_that_was_given_is_not_taken_back_by_another() {
    knows(2);
    settle(true);
    work();
    var id = asked().id();
    decide(Answer.APPROVED);

    assertThat(decision(id, Answer.REJECTED)).isEmpty();
    assertThat(asked().answer()).isEqualTo(Answer.APPROVED);
  }

  @Test
  void without_the_setting_nobody_is_asked() {
    knows(2);
    settle(false);

    work();

    assertThat(reapit.told).hasSize(2);
    assertThat(latest()).isEmpty();
  }

  @Test
  void switching_the_setting_off_skips_the_preview_and_switching_it_on_asks_anew() {
    var known = knows(2);
    settle(true);
    work();

    settle(false);
    work();
    assertThat(reapit.told).hasSize(2);
    assertThat(alerts()).isEmpty();

    settle(true);
    optOut(known.getFirst());
    work();
    assertThat(reapit.told).hasSize(2);
    assertThat(asked().answer()).isEqualTo(Answer.NONE);
  }

  @Test
  void nobody_is_asked_before_a_pass_has_seen_everything() {
    knows(2);
    settle(true);
    reapit.fails = true;

    work();

    assertThat(reapit.told).isEmpty();
    assertThat(latest()).isEmpty();
  }

  @Test
  void it_tells_who_was_linked_and_why_who_came_and_whom_the_crm_would_be_told_of() {
    var known = knows(1);
    var nameless = grace().forenamed("").on();
    office.run(() -> office.stores().contacts().add(List.of(nameless.inHub(SEVEN))));
    settle(true);
    reapit.shows =
        List.of(
            shown(new ExternalId("R" + known.getFirst())),
            grace().inCrm(EIGHT),
            ada().surnamed("Stranger").at().on().inCrmFor(new ContactId(new UUID(7, 7)), EIGHT));

    work();

    var preview = ReviewPreview.using(world.transactions(), storage.stores());
    var shown = preview.of(office.agency(), CrmProvider.REAPIT).orElseThrow();
    assertThat(shown.question()).contains(asked());
    assertThat(shown.counts().linked()).isEqualTo(1);
    assertThat(shown.counts().changedHere()).isEqualTo(1);
    assertThat(shown.counts().changedThere()).isEqualTo(1);
    var linked =
        preview.list(office.agency(), CrmProvider.REAPIT, Part.LINKED, Slice.Request.first(10));
    assertThat(linked.items())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.contact()).isEqualTo(nameless.id());
          assertThat(item.ground()).contains(Ground.EMAIL);
          assertThat(item.fields()).contains(ContactField.FORENAME);
        });

    decide(Answer.APPROVED);

    assertThat(preview.of(office.agency(), CrmProvider.REAPIT)).isEmpty();
  }

  @Test
  void whoever_connects_may_ask_for_it() {
    var outcome =
        ConnectCrm.using(storage.stores(), world, reapit, storage.lanes())
            .connect(
                office.agency(), new ConnectCrm.Request(CrmProvider.REAPIT, Map.of(), "ann", true));

    assertThat(outcome).isInstanceOf(ConnectCrm.Outcome.Connected.class);
    assertThat(settings().previewFirst()).isTrue();
  }

  /// So many people here and in the CRM, whose surnames NurtureHub changed since.
  private List<ContactId> knows(int many) {
    var ids = IntStream.range(0, many).mapToObj(i -> new ContactId(new UUID(1, i))).toList();
    office.run(() -> {
      for (var id : ids) {
        var person = ada().inHub(EIGHT);
        office
            .stores()
            .contacts()
            .add(
                List.of(
                    Contact.fresh(
                        id,
                        person.details(),
                        person.consents(),
                        person.source(),
                        person.editedAt())));
        office.stores().links().keep(List.of(link(id)));
      }
    });
    reapit.shows = ids.stream().map(id -> shown(new ExternalId("R" + id))).toList();
    ids.forEach(id -> change(id, Set.of(ContactField.SURNAME), Map.of()));
    return ids;
  }

  private ContactLink link(ContactId id) {
    var link = Office.link(ada(), connection);
    return new ContactLink(
        id,
        connection,
        new ExternalId("R" + id),
        link.base(),
        link.consents(),
        link.seen(),
        link.seenEdition(),
        link.modifiedAt(),
        link.tag(),
        link.household(),
        link.presence(),
        link.told());
  }

  private static CrmContact shown(ExternalId id) {
    var theirs = ada().inCrm(SEVEN);
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

  private void optOut(ContactId person) {
    change(person, Set.of(), Map.of(Channel.EMAIL, ConsentStatus.DENIED));
  }

  private void change(
      ContactId person, Set<ContactField> fields, Map<Channel, ConsentStatus> consents) {
    var outcome =
        ChangeContact.using(storage.stores(), world, reapit, storage.lanes())
            .change(
                office.agency(),
                new Edit(
                    "request " + storage.ids().next(),
                    Optional.of(person),
                    ada().surnamed("Lovelace-King").details(),
                    fields,
                    consents,
                    List.of(),
                    Optional.empty()));
    assertThat(outcome).isInstanceOf(ChangeContact.Outcome.Changed.class);
  }

  private void settle(boolean previewFirst) {
    var changed =
        ChangeSettings.using(storage.stores(), world, storage.lanes())
            .change(
                office.agency(),
                CrmProvider.REAPIT,
                before -> before.previewing(previewFirst),
                "ann");
    assertThat(changed).isPresent();
    assertThat(settings().previewFirst()).isEqualTo(previewFirst);
  }

  private ConnectionSettings settings() {
    return office.get(() ->
        office.stores().connections().find(connection).map(Connection::settings).orElseThrow());
  }

  private void work() {
    now = now.plus(Duration.ofHours(5));
    LaneWork.using(
            storage.stores(),
            world,
            reapit,
            storage.lanes(),
            storage.ledger(),
            _ -> Optional.empty(),
            Bounds.DEFAULT)
        .work(connection);
  }

  private Optional<Question> latest() {
    return office.get(() -> office.stores().approvals().latest(connection, Kind.PREVIEW));
  }

  private Question asked() {
    return latest().orElseThrow();
  }

  private void decide(Answer answer) {
    assertThat(decision(asked().id(), answer)).isPresent();
  }

  private Optional<Question> decision(UUID id, Answer answer) {
    return DecideApproval.using(storage.stores(), world, storage.lanes())
        .decide(office.agency(), id, answer, "ann", "so be it");
  }

  private List<FailureCause> alerts() {
    return office.get(() ->
        office.stores().alerts().open(List.of(connection)).stream().map(Alert::cause).toList());
  }

  private Contact stored(ContactId id) {
    return office.get(
        () -> Objects.requireNonNull(office.stores().contacts().find(List.of(id)).get(id)));
  }

  /// Shows one page, and takes what it is told.
  private final class Reapit implements TalkingReapit {

    private final List<ContactChange> told = new ArrayList<>();
    private List<CrmContact> shows = List.of();
    private boolean fails;
    private int readings;

    @Override
    public AccountIdentity authenticate() {
      return office.connection().account();
    }

    @Override
    public ContactPages listContacts(Reading reading) {
      if (fails) {
        throw new CrmFailure.Transient(FailureCause.UNAVAILABLE, "down");
      }
      readings++;
      return new OnePage(
          new ContactPage(
              shows,
              List.of(),
              SyncCursor.START,
              OptionalLong.of(shows.size()),
              now,
              Duration.ZERO));
    }

    @Override
    public PushResult pushContact(ContactChange change) {
      told.add(change);
      var update = (ContactChange.Update) change;
      return new PushResult.Landed(update.externalId(), Optional.empty(), false);
    }
  }

  private static final class OnePage implements ContactPages {

    private final List<ContactPage> left;

    OnePage(ContactPage only) {
      this.left = new ArrayList<>(List.of(only));
    }

    @Override
    public Optional<ContactPage> next() {
      return left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
    }

    @Override
    public void close() {
      left.clear();
    }
  }
}
