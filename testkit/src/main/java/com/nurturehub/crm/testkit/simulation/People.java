package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.testkit.simulation.Simulation.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Agents, applicants and NurtureHub's own services: everybody who changes something.
final class People {

  private static final int PER_AGENCY = 7;

  private final UseCases useCases;
  private final Truth truth;
  private final Map<String, SimCrm> accounts;
  private final Baton baton;
  private final SplittableRandom chance;
  private final Faults faults;
  private int requests;
  private long minutes;
  private Instant busyUntil = Instant.EPOCH;

  People(
      UseCases useCases,
      Truth truth,
      Map<String, SimCrm> accounts,
      Baton baton,
      SplittableRandom chance,
      Faults faults) {
    this.useCases = useCases;
    this.truth = truth;
    this.accounts = accounts;
    this.baton = baton;
    this.chance = chance;
    this.faults = faults;
  }

  long hours() {
    return minutes / 60;
  }

  /// Opens the accounts with people in them, and connects them.
  void settleIn() {
    for (var agency : Simulation.AGENCIES) {
      open(agency, CrmModel.TAGGED, 0);
      switch (chance.nextInt(6)) {
        case 0, 1 -> open(agency, CrmModel.UNGUARDED, 2);
        case 2 -> open(agency, CrmModel.NAMES_ONLY, 2);
        case 3 -> open(agency, CrmModel.ONE_EMAIL, 3);
        case 4 -> {
          open(agency, CrmModel.UNGUARDED, 2);
          open(agency, CrmModel.NAMES_ONLY, 3);
        }
        default -> {}
      }
    }
  }

  private void open(AgencyId agency, CrmModel model, int from) {
    var name = agency + "-" + model;
    var crm = new SimCrm(model, baton, faults.clockSkew(), faults.coarseStamps());
    accounts.put(name, crm);
    crm.whenTold(id -> lookAtWhatWasTold(agency, crm, id));
    for (var person = from; person < PER_AGENCY; person++) {
      var id = crm.typeIn(starting(agency, person));
      truth.typed(model.capabilities().fit(starting(agency, person)));
      truth.isAbout(record(agency, crm, id), agency + "#" + person);
    }
    var request =
        new ConnectCrm.Request(model.provider(), Map.of("account", Secret.of(name)), "ann");
    while (!(useCases.connect().connect(agency, request) instanceof ConnectCrm.Outcome.Connected)) {
      baton.sleep(Duration.ofSeconds(30));
    }
    useCases.settings().change(agency, model.provider(), this::settings, "ann");
  }

  private ConnectionSettings settings(ConnectionSettings before) {
    return new ConnectionSettings(
        Duration.ofMinutes(10),
        before.policy(),
        before.hubOwns(),
        chance.nextBoolean(),
        before.createDefaults(),
        before.scoreWriteBack(),
        before.previewFirst(),
        before.paused());
  }

  private static ContactDetails starting(AgencyId agency, int person) {
    return new ContactDetails(
        new PersonName("Dr", "Ada" + person, "mcdonald-Featherstonehaugh"),
        List.of(new EmailAddress("p%d@%s.example".formatted(person, agency))),
        List.of(new PhoneNumber("+4418655220" + person)),
        PostalAddress.NONE,
        Set.of());
  }

  static String record(AgencyId agency, SimCrm crm, ExternalId id) {
    return agency + "/" + crm.model() + "/" + id;
  }

  /// Spreads so many edits over the time, many of them close together.
  void liveFor(Duration time, int edits) {
    minutes += time.toMinutes();
    busyUntil = baton.instant().plus(time);
    for (var edit = 0; edit < edits; edit++) {
      var at = baton.instant().plusMillis(chance.nextLong(time.toMillis()));
      baton.start(Optional.empty(), coarse(at), this::doSomething);
    }
  }

  private Instant coarse(Instant at) {
    return chance.nextInt(5) == 0 ? at.truncatedTo(ChronoUnit.SECONDS) : at;
  }

  private void doSomething() {
    var agency = Simulation.AGENCIES.get(chance.nextInt(Simulation.AGENCIES.size()));
    switch (chance.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> withCard(agency, (crm, id) -> editThere(agency, crm, id));
      case 5, 6, 7 -> withCard(agency, (crm, id) -> speakThere(agency, crm, id));
      case 8, 9, 10, 11 -> withContact(agency, contact -> editHere(agency, contact));
      case 12 -> withContact(agency, contact -> speakHere(agency, contact));
      case 13, 14 -> withContact(agency, contact -> waver(agency, contact));
      case 15 -> withContact(agency, contact -> measure(agency, contact));
      case 16 -> withCard(agency, (crm, id) -> crm.archive(id, !crm.isArchived(id)));
      case 17 -> withCard(agency, (crm, id) -> crm.touchUnseen(id));
      case 18 -> rarely(agency);
      default -> useCases.sync().request(agency, CrmModel.TAGGED.provider(), Pass.CHANGES, "ann");
    }
  }

  private void rarely(AgencyId agency) {
    switch (chance.nextInt(6)) {
      case 0 -> withContact(agency, contact -> erase(agency, contact));
      case 1 -> withCard(agency, (crm, id) -> remove(agency, crm, id));
      case 2 -> decay();
      case 3 -> arriveHere(agency);
      case 4 -> revokeForAWhile(agency);
      default -> restore(agency);
    }
  }

  // In a CRM.

  private void editThere(AgencyId agency, SimCrm crm, ExternalId id) {
    var field = field();
    var token = truth.token(agency.value());
    if (crm.edit(id, field, value(field, token))) {
      truth.edited(
          new Truth.Edit(
              agency.value(), record(agency, crm, id), field, token, baton.instant(), false),
          crm.model().capabilities().fit(value(field, token)));
    }
  }

  private void speakThere(AgencyId agency, SimCrm crm, ExternalId id) {
    speakThere(agency, crm, id, channel(), word());
  }

  private void speakThere(
      AgencyId agency, SimCrm crm, ExternalId id, Channel channel, ConsentStatus status) {
    if (crm.model().asksAbout(channel) && crm.find(id).isPresent()) {
      crm.say(id, channel, status);
      truth.said(new Truth.Word(record(agency, crm, id), channel, status, baton.instant()));
    }
  }

  /// An agent may have the record open that our service writes, and goes on typing before it looks
  /// what became of it.
  private void lookAtWhatWasTold(AgencyId agency, SimCrm crm, ExternalId id) {
    if (baton.instant().isBefore(busyUntil) && chance.nextInt(10) == 0) {
      var at = baton.instant().plusMillis(chance.nextInt(300));
      baton.start(Optional.empty(), at, () -> goOnTyping(agency, crm, id));
    }
  }

  private void goOnTyping(AgencyId agency, SimCrm crm, ExternalId id) {
    if (crm.find(id).isEmpty()) {
      return;
    }
    if (chance.nextInt(3) == 0) {
      speakThere(agency, crm, id);
    } else {
      editThere(agency, crm, id);
    }
  }

  private void remove(AgencyId agency, SimCrm crm, ExternalId id) {
    truth.removed(record(agency, crm, id));
    crm.delete(id);
  }

  private void revokeForAWhile(AgencyId agency) {
    var crm = accounts.get(agency + "-" + CrmModel.TAGGED);
    if (crm == null || !faults.revokesCredentials()) {
      return;
    }
    crm.revoke(true);
    baton.sleep(Duration.ofMinutes(chance.nextInt(1, 40)));
    crm.revoke(false);
    reconnect(agency, crm);
  }

  private void reconnect(AgencyId agency, SimCrm crm) {
    var name = agency + "-" + crm.model();
    useCases
        .connect()
        .connect(
            agency,
            new ConnectCrm.Request(
                crm.model().provider(), Map.of("account", Secret.of(name)), "ann"));
  }

  // In NurtureHub.

  private void editHere(AgencyId agency, Contact contact) {
    var field = field();
    var token = truth.token(agency.value());
    var occurredAt =
        chance.nextInt(3) == 0
            ? Optional.of(baton.instant().minusSeconds(chance.nextInt(0, 30)))
            : Optional.<Instant>empty();
    var edit =
        new ChangeContact.Edit(
            "r" + ++requests,
            Optional.of(contact.id()),
            value(field, token),
            Set.of(field),
            Map.of(),
            List.of(),
            occurredAt);
    var at = occurredAt.orElse(baton.instant());
    if (repeatedly(agency, edit) instanceof ChangeContact.Outcome.Changed) {
      truth.edited(
          new Truth.Edit(agency.value(), contact.id().toString(), field, token, at, true),
          edit.details());
    }
  }

  private void speakHere(AgencyId agency, Contact contact) {
    speakHere(agency, contact, channel(), word());
  }

  private void speakHere(AgencyId agency, Contact contact, Channel channel, ConsentStatus status) {
    var edit =
        new ChangeContact.Edit(
            "r" + ++requests,
            Optional.of(contact.id()),
            ContactDetails.NONE,
            Set.of(),
            Map.of(channel, status),
            List.of(),
            Optional.empty());
    var at = baton.instant();
    if (repeatedly(agency, edit) instanceof ChangeContact.Outcome.Changed) {
      truth.said(new Truth.Word(contact.id().toString(), channel, status, at));
    }
  }

  /// Somebody who cannot decide tells now us and now the agent, within a minute, and sometimes the
  /// same again.
  private void waver(AgencyId agency, Contact contact) {
    var channel = channel();
    var status = word();
    for (var times = chance.nextInt(2, 6); times > 0; times--) {
      var record = oneOf(agency, contact);
      if (record.isEmpty() || chance.nextBoolean()) {
        speakHere(agency, contact, channel, status);
      } else {
        speakThere(agency, record.get().crm(), record.get().id(), channel, status);
      }
      status = chance.nextInt(3) == 0 ? status : otherwise(status);
      baton.sleep(Duration.ofMillis(soon()));
    }
  }

  private static ConsentStatus otherwise(ConsentStatus status) {
    return status == ConsentStatus.GRANTED ? ConsentStatus.DENIED : ConsentStatus.GRANTED;
  }

  private int soon() {
    return chance.nextInt(4) == 0 ? chance.nextInt(3_000) : chance.nextInt(6_000, 20_000);
  }

  private void measure(AgencyId agency, Contact contact) {
    var score = chance.nextInt(101);
    var signal = new Signal.ScoreChanged(score, score >= 60, baton.instant());
    repeatedly(
        agency,
        new ChangeContact.Edit(
            "r" + ++requests,
            Optional.of(contact.id()),
            ContactDetails.NONE,
            Set.of(),
            Map.of(),
            List.of(signal),
            Optional.empty()));
  }

  /// Everybody's score drifts at once, as it does at night.
  private void decay() {
    for (var agency : Simulation.AGENCIES) {
      contacts(agency).forEach(contact -> measure(agency, contact));
    }
  }

  private void arriveHere(AgencyId agency) {
    var token = truth.token(agency.value());
    var details =
        new ContactDetails(
            new PersonName("", "New", token),
            List.of(new EmailAddress(token + "@new.example")),
            List.of(),
            PostalAddress.NONE,
            Set.of());
    truth.typed(details);
    truth.arrived(agency.value(), baton.instant());
    repeatedly(
        agency,
        new ChangeContact.Edit(
            "r" + ++requests,
            Optional.empty(),
            details,
            Set.of(ContactField.FORENAME, ContactField.SURNAME, ContactField.EMAILS),
            Map.of(),
            List.of(),
            Optional.empty()));
  }

  private void erase(AgencyId agency, Contact contact) {
    var records = recordsOf(agency, contact);
    becomeOthers(agency, contact.id());
    if (useCases.erase().erase(agency, contact.id(), "ann")) {
      truth.erased(contact.id().toString());
      records.forEach(truth::erased);
    }
  }

  private List<String> recordsOf(AgencyId agency, Contact contact) {
    return known(agency, contact).stream()
        .map(card -> record(agency, card.crm(), card.id()))
        .toList();
  }

  /// A record that was made for this contact may have become another's, who looks like them.
  private void becomeOthers(AgencyId agency, ContactId made) {
    contacts(agency).stream()
        .filter(contact -> !contact.id().equals(made))
        .flatMap(contact -> known(agency, contact).stream())
        .forEach(card -> card.crm().becomesAnothers(card.id(), made));
  }

  private Optional<Known> oneOf(AgencyId agency, Contact contact) {
    var cards = known(agency, contact);
    return cards.isEmpty()
        ? Optional.empty()
        : Optional.of(cards.get(chance.nextInt(cards.size())));
  }

  /// Somebody's record at a CRM.
  private record Known(SimCrm crm, ExternalId id) {}

  private List<Known> known(AgencyId agency, Contact contact) {
    return useCases
        .world()
        .transactions()
        .in(
            agency,
            () ->
                useCases.stores().links().of(List.of(contact.id())).stream()
                    .map(link -> new Known(crm(link.connection()), link.externalId()))
                    .toList());
  }

  private SimCrm crm(ConnectionId connection) {
    var account = useCases.stores().connections().find(connection).orElseThrow().account().value();
    return Optional.ofNullable(accounts.get(account)).orElseThrow();
  }

  /// Whoever brings a version back wants it letter by letter, also as a CRM spelled it.
  private void restore(AgencyId agency) {
    var entries =
        useCases
            .world()
            .transactions()
            .in(
                agency,
                () -> useCases.stores().audit().list(Optional.empty(), Slice.Request.first(20)));
    if (!entries.items().isEmpty()) {
      var entry = entries.items().get(chance.nextInt(entries.items().size()));
      entry
          .entry()
          .versions()
          .ifPresent(versions -> {
            truth.typed(versions.hub());
            truth.typed(versions.crm());
          });
      useCases.restore().restore(agency, entry.entry().id(), "ann");
    }
  }

  /// A caller whose answer was lost asks again, with the same request id.
  private ChangeContact.Outcome repeatedly(AgencyId agency, ChangeContact.Edit edit) {
    var outcome = useCases.change().change(agency, edit);
    return chance.nextInt(6) == 0 ? useCases.change().change(agency, edit) : outcome;
  }

  /// In peace, people deal with whatever asks for them.
  void helpOut() {
    baton.start(
        Optional.empty(),
        baton.instant().plusSeconds(60),
        () -> Simulation.AGENCIES.forEach(this::helpOut));
    baton.start(
        Optional.empty(),
        baton.instant().plus(Duration.ofMinutes(25)),
        () -> Simulation.AGENCIES.forEach(this::helpOut));
  }

  private void helpOut(AgencyId agency) {
    accounts.forEach((name, crm) -> {
      if (name.startsWith(agency + "-")) {
        reconnect(agency, crm);
      }
    });
    var transactions = useCases.world().transactions();
    var questions =
        transactions.in(agency, () -> useCases.stores().approvals().open(Slice.Request.first(50)));
    questions
        .items()
        .forEach(question ->
            useCases
                .decide()
                .decide(agency, question.id(), Approvals.Answer.APPROVED, "ann", "meant"));
    var setAside =
        transactions.in(
            agency,
            () ->
                useCases
                    .stores()
                    .outbox()
                    .list(
                        Optional.of(Outbox.State.SET_ASIDE),
                        Optional.empty(),
                        Slice.Request.first(200)));
    setAside.items().stream()
        .map(PushIntent::id)
        .forEach(id -> useCases.retry().retry(agency, id.value(), "ann"));
  }

  // Choosing.

  private interface Card {
    void with(SimCrm crm, ExternalId id);
  }

  private void withCard(AgencyId agency, Card what) {
    var mine =
        accounts.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(agency + "-"))
            .map(Map.Entry::getValue)
            .toList();
    if (mine.isEmpty()) {
      return;
    }
    var crm = mine.get(chance.nextInt(mine.size()));
    var ids = crm.ids();
    if (!ids.isEmpty()) {
      what.with(crm, ids.get(chance.nextInt(ids.size())));
    }
  }

  private void withContact(AgencyId agency, Consumer<Contact> what) {
    var contacts = contacts(agency);
    if (!contacts.isEmpty()) {
      what.accept(contacts.get(chance.nextInt(contacts.size())));
    }
  }

  private List<Contact> contacts(AgencyId agency) {
    return useCases
        .world()
        .transactions()
        .in(
            agency,
            () ->
                useCases
                    .stores()
                    .contacts()
                    .list(ContactFilter.ALL, Slice.Request.first(200))
                    .items());
  }

  private ContactField field() {
    return switch (chance.nextInt(4)) {
      case 0 -> ContactField.FORENAME;
      case 1 -> ContactField.SURNAME;
      case 2 -> ContactField.EMAILS;
      default -> ContactField.PHONES;
    };
  }

  private static ContactDetails value(ContactField field, String token) {
    var none = ContactDetails.NONE;
    return switch (field) {
      case TITLE, FORENAME ->
          new ContactDetails(
              new PersonName("", token + "e", ""),
              none.emails(),
              none.phones(),
              none.address(),
              none.categories());
      case SURNAME, ADDRESS, CATEGORIES ->
          new ContactDetails(
              new PersonName("", "", token + "son-of-Somebody Else"),
              none.emails(),
              none.phones(),
              none.address(),
              none.categories());
      case EMAILS ->
          new ContactDetails(
              none.name(),
              List.of(new EmailAddress(token + "@mail.example")),
              none.phones(),
              none.address(),
              none.categories());
      case PHONES ->
          new ContactDetails(
              none.name(),
              none.emails(),
              List.of(new PhoneNumber(token)),
              none.address(),
              none.categories());
    };
  }

  private Channel channel() {
    return chance.nextInt(3) > 0 ? Channel.EMAIL : Channel.SMS;
  }

  private ConsentStatus word() {
    return chance.nextBoolean() ? ConsentStatus.DENIED : ConsentStatus.GRANTED;
  }
}
