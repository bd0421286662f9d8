package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.connector.HttpCrmConnectors;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.connector.phone.UkPhoneNumbers;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.testkit.memory.InMemoryApplicationTokens;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An agency with Alto from its first sync on: the real use cases over real HTTP, all stores in
/// memory.
class AltoLaneTest {

  private static final AgencyId HIGH_STREET = new AgencyId("high-street");

  private final AtAlto alto = AtAlto.with(60);
  private final Ahead clock = new Ahead();
  private final InMemoryStorage storage = InMemoryStorage.quiet(clock);
  private final HttpCrmConnectors crms =
      new HttpCrmConnectors(
          List.of(alto.settings),
          new Surroundings(
              new InMemoryApplicationTokens(new InMemoryDatabase(), clock),
              (_, _) -> Map.of(),
              new UkPhoneNumbers(),
              clock,
              clock::pass),
          new SplittableRandom(1));
  private final World world =
      new World(storage.transactions(), storage.ids(), clock, new SplittableRandom(1));
  private final WorkLane lane =
      LaneWork.using(
          storage.stores(),
          world,
          crms,
          storage.lanes(),
          storage.ledger(),
          _ -> Optional.empty(),
          Bounds.DEFAULT);
  private final ChangeContact change =
      ChangeContact.using(storage.stores(), world, crms, storage.lanes());
  private Connection connection;

  /// The system's time, further on.
  private static final class Ahead implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    void pass(Duration time) {
      ahead = ahead.plus(time);
    }
  }

  @BeforeEach
  void connect() {
    var outcome =
        ConnectCrm.using(storage.stores(), world, crms, storage.lanes())
            .connect(
                HIGH_STREET,
                new ConnectCrm.Request(
                    CrmProvider.ALTO, Map.of("agencyRef", Secret.of(AtAlto.AGENCY)), "ann"));
    connection = ((ConnectCrm.Outcome.Connected) outcome).connection();
    work();
  }

  @AfterEach
  void close() {
    crms.close();
    alto.close();
  }

  @Test
  void the_first_sync_brings_everybody_and_its_books_balance() {
    var there = AtAlto.contacts(alto.everything()).size();

    var runs =
        in(() -> storage.stores().runs().list(List.of(connection.id()), Slice.Request.first(10)));
    var run = (SyncRun.Succeeded) runs.items().getFirst();

    assertThat(run.tally().created()).isEqualTo(there);
    assertThat(run.tally().balances()).isTrue();
  }

  @Test
  void an_edit_here_arrives_there_once_and_comes_back_silently() {
    var id = alto.agentCreates("[{'forename': 'Ada', 'surname': 'King'}]");
    sync();
    var ada = contact(id + "-1");
    alto.forgetCalls();

    edit(named(ada, "Lovelace"), ada, ContactField.SURNAME);
    work();
    sync();

    assertThat(alto.record(id).path("people").path(0).path("surname").asString(""))
        .isEqualTo("Lovelace");
    assertThat(alto.told("persons.update")).hasSize(1);
    assertThat(contact(id + "-1").details().name().surname()).isEqualTo("Lovelace");
    assertThat(open()).isZero();
  }

  @Test
  void an_edit_there_arrives_here() {
    var id = alto.agentCreates("[{'forename': 'Ada', 'surname': 'King'}]");
    sync();

    alto.agentEdits(id, "{'people': [{'surname': 'Byron'}]}");
    sync();

    assertThat(contact(id + "-1").details().name().surname()).isEqualTo("Byron");
  }

  @Test
  void an_opt_out_there_is_in_force_here_for_both_of_a_household() {
    var id = alto.agentCreates("[{'surname': 'King'}, {'forename': 'W', 'surname': 'King'}]");
    sync();

    alto.agentEdits(id, "{'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied'}]}");
    sync();

    assertThat(contact(id + "-1").consents().denies(Channel.EMAIL)).isTrue();
    assertThat(contact(id + "-2").consents().denies(Channel.EMAIL)).isTrue();
  }

  @Test
  void an_opt_out_here_is_in_force_there() {
    var id = alto.agentCreates("[{'surname': 'King'}]");
    sync();

    say(contact(id + "-1"), ConsentStatus.DENIED);
    work();

    assertThat(alto.sandbox.alto().journal().optOuts())
        .extracting(optOut -> optOut.contact())
        .containsExactly(id);
  }

  @Test
  void a_grant_that_a_shared_record_cannot_take_is_an_item_and_is_not_sent_again() {
    var id = alto.agentCreates("[{'surname': 'King'}, {'forename': 'W', 'surname': 'King'}]");
    alto.agentEdits(id, "{'preferences': [{'type': 'GeneralMarketing', 'optInStatus': 'Denied'}]}");
    sync();
    alto.forgetCalls();

    say(contact(id + "-1"), ConsentStatus.GRANTED);
    work();
    sync();
    work();

    assertThat(items()).extracting(ChangeByHand::what).containsExactly("CONSENT_EMAIL");
    assertThat(alto.calls("preferences.set")).isZero();
    assertThat(open()).isZero();
  }

  @Test
  void what_alto_cannot_take_is_an_item_that_closes_when_alto_shows_it() {
    var id =
        alto.agentCreates(
            """
            [{'surname': 'King', 'emailAddresses': [{'address': 'old@mail.example'}]}]
            """);
    sync();
    var ada = contact(id + "-1");

    edit(
        new ContactDetails(
            ada.details().name(),
            List.of(new EmailAddress("new@mail.example")),
            ada.details().phones(),
            new PostalAddress("", "1", "High Street", "", "", "", "OX1 1AA", "GB"),
            ada.details().categories()),
        ada,
        ContactField.EMAILS,
        ContactField.ADDRESS);
    work();
    sync();

    assertThat(contact(id + "-1").details().emails())
        .containsExactly(new EmailAddress("new@mail.example"));
    assertThat(items())
        .extracting(ChangeByHand::what)
        .containsExactlyInAnyOrder("EMAILS", "ADDRESS");
    assertThat(open()).isZero();

    alto.agentEdits(
        id,
        """
        {'people': [{'emailAddresses': [{'address': 'new@mail.example'}]}],
         'address': {'nameNumber': '1', 'street': 'High Street', 'postcode': 'OX1 1AA',
                     'countryCode': 'GB'}}
        """);
    sync();

    assertThat(items()).isEmpty();
  }

  @Test
  void a_score_becomes_one_note() {
    var id = alto.agentCreates("[{'surname': 'King'}]");
    sync();
    var ada = contact(id + "-1");

    change.change(
        HIGH_STREET,
        new Edit(
            "r1",
            Optional.of(ada.id()),
            ada.details(),
            Set.of(),
            Map.of(),
            List.of(new Signal.ScoreChanged(82, true, clock.instant())),
            Optional.empty()));
    work();

    assertThat(alto.sandbox.alto().notes(AtAlto.AGENCY, id))
        .extracting(note -> note.path("notes").asString(""))
        .singleElement()
        .asString()
        .contains("82 of 100 (hot)");
  }

  @Test
  void who_is_deleted_there_without_a_word_is_archived_here_after_a_second_look() {
    var id = alto.agentCreates("[{'surname': 'King'}]");
    sync();

    alto.desk().delete(id);
    clock.pass(Duration.ofDays(2));
    alto.sandbox.clock().advance(Duration.ofDays(2));
    work();

    assertThat(contact(id + "-1").archivedAt()).isPresent();
  }

  private void edit(ContactDetails details, Contact before, ContactField... fields) {
    var named = EnumSet.noneOf(ContactField.class);
    named.addAll(List.of(fields));
    change.change(
        HIGH_STREET,
        new Edit(
            "r" + clock.instant(),
            Optional.of(before.id()),
            details,
            named,
            Map.of(),
            List.of(),
            Optional.empty()));
  }

  private void say(Contact contact, ConsentStatus status) {
    change.change(
        HIGH_STREET,
        new Edit(
            "r" + clock.instant(),
            Optional.of(contact.id()),
            contact.details(),
            Set.of(),
            Map.of(Channel.EMAIL, status),
            List.of(),
            Optional.empty()));
  }

  private static ContactDetails named(Contact contact, String surname) {
    var details = contact.details();
    return new ContactDetails(
        new PersonName(details.name().title(), details.name().forename(), surname),
        details.emails(),
        details.phones(),
        details.address(),
        details.categories());
  }

  /// Works the lane until what was queued has been told.
  private void work() {
    clock.pass(Duration.ofSeconds(2));
    alto.sandbox.clock().advance(Duration.ofSeconds(2));
    for (int slice = 0; slice < 20; slice++) {
      lane.work(connection.id());
      clock.pass(Duration.ofSeconds(1));
      alto.sandbox.clock().advance(Duration.ofSeconds(1));
    }
  }

  /// Some hours later.
  private void sync() {
    clock.pass(Duration.ofHours(5));
    alto.sandbox.clock().advance(Duration.ofHours(5));
    work();
  }

  private Contact contact(String external) {
    return in(() -> {
      var shown = Map.of(new ExternalId(external), Fingerprint.NONE);
      return storage.stores().links().known(connection.id(), shown).moved().values().stream()
          .findFirst()
          .orElseThrow()
          .contact();
    });
  }

  private List<ChangeByHand> items() {
    return in(() ->
        storage.stores().handChanges().open(Slice.Request.first(50)).items().stream()
            .map(item -> item.change())
            .toList());
  }

  private long open() {
    return in(() -> storage.stores().outbox().count(connection.id(), Outbox.State.DUE));
  }

  private <T> T in(Supplier<T> work) {
    return storage.transactions().in(HIGH_STREET, work);
  }
}
