package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.ChangeByHand.Kind;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.testkit.simulation.Simulation.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What we promise, checked against what really happened. It is one idea, each promise a method.
final class Invariants {

  /// Clocks of CRMs tell whole seconds, so nothing is promised about words closer together than
  /// this.
  private static final Duration CLOCKS_TELL = Duration.ofSeconds(5);

  /// Edits further apart have long been told.
  private static final Duration LATELY = Duration.ofMinutes(25);

  /// An edit here can meet an edit at each CRM while it is on its way, but not again and again.
  private static final int DISPUTES_OVER_ONE_EDIT_MAX = 3;

  private final Stores stores;
  private final Truth truth;
  private final Map<String, SimCrm> accounts;
  private final Transactions transactions;
  private final boolean looksForGone;
  private final boolean everyWriteIsSeen;
  private final List<String> found = new ArrayList<>();

  Invariants(
      UseCases useCases,
      Truth truth,
      Map<String, SimCrm> accounts,
      Transactions transactions,
      boolean looksForGone,
      boolean everyWriteIsSeen) {
    this.stores = useCases.stores();
    this.truth = truth;
    this.accounts = accounts;
    this.transactions = transactions;
    this.looksForGone = looksForGone;
    this.everyWriteIsSeen = everyWriteIsSeen;
  }

  /// `writesBefore` and `writesAfter`: what the CRMs had been told when peace had lasted for a
  /// while, and at its end.
  List<String> violations(int writesBefore, int writesAfter) {
    if (writesBefore != writesAfter) {
      found.add("I3 does not settle: %d writes in peace".formatted(writesAfter - writesBefore));
    }
    Simulation.AGENCIES.forEach(this::goneWithThePerson);
    for (var agency : Simulation.AGENCIES) {
      transactions.run(agency, () -> check(agency));
    }
    accounts.forEach(this::madeOnce);
    nothingLost();
    return found;
  }

  private void check(AgencyId agency) {
    var people = stores.contacts().list(ContactFilter.ALL, Slice.Request.first(200)).items();
    var byId = people.stream().collect(Collectors.toMap(Contact::id, Function.identity()));
    var connections =
        stores.connections().all().stream()
            .collect(Collectors.toMap(Connection::id, Function.identity()));
    var links = stores.links().of(byId.keySet());
    people.forEach(contact -> ofNobodyElse(agency, contact));
    if (everyWriteIsSeen) {
      people.forEach(contact -> notMangled(agency, contact));
    }
    auditIntact(agency);
    conflictsAreJust(agency);
    nothingWaits(agency);
    for (var link : links) {
      var connection = Optional.ofNullable(connections.get(link.connection())).orElseThrow();
      var contact = Optional.ofNullable(byId.get(link.contact())).orElseThrow();
      var crm = crm(connection);
      staysErased(agency, crm, link);
      crm.find(link.externalId())
          .ifPresentOrElse(
              theirs -> converged(agency, crm, contact, link, theirs),
              () -> markedGone(agency, contact, link));
    }
    people.forEach(contact -> nobodyMailed(agency, contact, links, connections));
  }

  private SimCrm crm(Connection connection) {
    return Optional.ofNullable(accounts.get(connection.account().value())).orElseThrow();
  }

  // I6

  private void ofNobodyElse(AgencyId agency, Contact contact) {
    for (var token : Truth.tokens(contact.details())) {
      if (!truth.ownerOf(token).equals(agency.value())) {
        found.add("I6 isolation: %s holds %s of %s".formatted(agency, token, truth.ownerOf(token)));
      }
    }
  }

  // I1

  private void notMangled(AgencyId agency, Contact contact) {
    var name = contact.details().name();
    if (!truth.isTyped(name.forename()) || !truth.isTyped(name.surname())) {
      found.add("I1 %s holds '%s', which nobody typed".formatted(agency, name.full()));
    }
  }

  // I7

  private void auditIntact(AgencyId agency) {
    var proof = stores.audit().verify();
    if (!proof.intact()) {
      found.add("I7 audit of %s broken: %s".formatted(agency, proof.broken()));
    }
    var decided = new HashSet<String>();
    for (var entry : entries()) {
      entry
          .entry()
          .versions()
          .ifPresent(versions -> {
            truth.keeps(versions.hub(), entry.entry().at());
            truth.keeps(versions.crm(), entry.entry().at());
          });
      if (entry.entry().kind() == AuditEntry.Kind.CONFLICT && !decided.add(dispute(entry))) {
        found.add("I7 one conflict decided twice at %s: %s".formatted(agency, dispute(entry)));
      }
    }
  }

  /// The hub's time in a conflict is that of an edit here, or of a stamp at a CRM.
  private void conflictsAreJust(AgencyId agency) {
    var deeds = new ArrayList<>(truth.deeds(agency.value()));
    accounts.forEach((name, crm) -> {
      if (name.startsWith(agency + "-")) {
        deeds.addAll(crm.touches());
      }
    });
    var restored =
        entries().stream()
            .map(AuditTrail.Entry::entry)
            .filter(entry -> entry.kind() == AuditEntry.Kind.RESTORED)
            .map(AuditEntry::at)
            .toList();
    for (var entry : entries()) {
      var hubAt =
          entry.entry().kind() == AuditEntry.Kind.CONFLICT
              ? entry.entry().outcome().map(AuditEntry.Outcome::hubAt)
              : Optional.<Instant>empty();
      if (hubAt.isPresent() && !isNear(hubAt.get(), deeds) && !isNear(hubAt.get(), restored)) {
        found.add("I7 %s: nobody edited anything at %s".formatted(agency, hubAt.get()));
      }
    }
    if (everyWriteIsSeen) {
      for (var entry : entries()) {
        entry
            .entry()
            .outcome()
            .ifPresent(outcome -> agreedToDiffer(agency, entry, outcome.hubAt()));
      }
    }
    var times = new HashMap<String, Integer>();
    for (var entry : entries()) {
      if (entry.entry().kind() == AuditEntry.Kind.CONFLICT) {
        times.merge(
            entry.entry().about() + " " + entry.entry().outcome().map(AuditEntry.Outcome::hubAt),
            1,
            Integer::sum);
      }
    }
    times.forEach((what, many) -> {
      if (many > DISPUTES_OVER_ONE_EDIT_MAX) {
        found.add("I5 %s: one edit disputed %d times: %s".formatted(agency, many, what));
      }
    });
  }

  /// A field a CRM cannot take is agreed to differ, so an edit of nothing else opens no conflict
  /// there.
  private void agreedToDiffer(AgencyId agency, AuditTrail.Entry entry, Instant hubAt) {
    var isThere =
        entry.entry().kind() == AuditEntry.Kind.CONFLICT
            && entry.entry().provider().equals(Optional.of(CrmModel.UNGUARDED.provider()));
    var about = entry.entry().about().map(ContactId::toString).orElse("");
    var lately =
        truth.edits().stream()
            .filter(edit -> edit.agency().equals(agency.value()))
            .filter(edit -> edit.at().isAfter(hubAt.minus(LATELY)))
            .filter(edit -> !edit.at().isAfter(entry.entry().at()))
            .toList();
    var ours = lately.stream().filter(edit -> edit.record().equals(about)).toList();
    var isOnlyThat =
        ours.size() == 1
            && ours.getFirst().at().equals(hubAt)
            && ours.getFirst().field() == ContactField.EMAILS;
    var isAlsoAnothers =
        lately.stream()
            .filter(edit -> !edit.inHub())
            .anyMatch(edit ->
                edit.field() == ContactField.EMAILS
                    || !edit.record().contains(CrmModel.UNGUARDED.name()));
    if (isThere && isOnlyThat && !isAlsoAnothers && !isAboutMore(entry)) {
      found.add("I5 %s: what was agreed to differ is disputed: %s".formatted(agency, about));
    }
  }

  /// The CRM's own e-mail address is new too, or a value is disputed that we hold longer than it
  /// can.
  private boolean isAboutMore(AuditTrail.Entry entry) {
    return entry
        .entry()
        .versions()
        .filter(versions -> {
          var fitted = CrmModel.UNGUARDED.capabilities().fit(versions.hub());
          var theirEmails = ContactDetails.NONE.take(Set.of(ContactField.EMAILS), versions.crm());
          return truth.isNews(Truth.tokens(theirEmails), entry.entry().at())
              || entry.entry().outcome().stream()
                  .anyMatch(outcome ->
                      !Collections.disjoint(
                          outcome.differing(), fitted.differencesFrom(versions.hub())));
        })
        .isPresent();
  }

  private static boolean isNear(Instant at, Collection<Instant> deeds) {
    return deeds.stream()
        .anyMatch(deed -> Duration.between(deed, at).abs().compareTo(CLOCKS_TELL) <= 0);
  }

  private List<AuditTrail.Entry> entries() {
    var all = new ArrayList<AuditTrail.Entry>();
    var after = Optional.<String>empty();
    do {
      var slice = stores.audit().list(Optional.empty(), new Slice.Request(200, after));
      all.addAll(slice.items());
      after = slice.next();
    } while (after.isPresent());
    return all;
  }

  private static String dispute(AuditTrail.Entry entry) {
    return "%s %s %s %s"
        .formatted(
            entry.entry().about(),
            entry.entry().connection(),
            entry.entry().outcome().map(o -> o.hubAt() + " " + o.crmAt()),
            entry.entry().versions());
  }

  // I1 and I3: nothing is left over

  /// Scores may wait for their day; nothing else waits in peace.
  private void nothingWaits(AgencyId agency) {
    var due =
        stores
            .outbox()
            .list(Optional.of(Outbox.State.DUE), Optional.empty(), Slice.Request.first(200));
    for (var push : due.items()) {
      if (!push.content().fields().isEmpty() || !push.content().consents().isEmpty()) {
        found.add("I3 %s still owes %s".formatted(agency, push));
      }
    }
  }

  private void markedGone(AgencyId agency, Contact contact, ContactLink link) {
    if (!looksForGone) {
      return;
    }
    if (link.presence() != Presence.GONE) {
      found.add("I3 %s does not know that %s is gone".formatted(agency, link.externalId()));
    }
    if (contact.archivedAt().isEmpty() && !truth.isGone(contact.id().toString())) {
      var elsewhere =
          stores.links().of(List.of(contact.id())).stream()
              .anyMatch(other -> other.presence() == Presence.LIVE);
      if (!elsewhere) {
        found.add("I3 %s still mails %s, who is gone".formatted(agency, contact.id()));
      }
    }
  }

  private void converged(
      AgencyId agency, SimCrm crm, Contact contact, ContactLink link, CrmContact theirs) {
    var isArchived = link.presence() == Presence.ARCHIVED;
    if (isArchived != theirs.archived()) {
      found.add("I3 %s %s is %s".formatted(agency, link.externalId(), link.presence()));
    }
    var capabilities = crm.model().capabilities();
    var byHand = byHand(link.connection(), contact.id());
    if (isSetAside(link.connection(), contact.id())) {
      return;
    }
    var fitted = capabilities.fit(contact.details());
    for (var field : capabilities.readable()) {
      if (!isAlike(field, fitted, theirs.details())
          && !byHand.contains(ChangeByHand.subject(field))) {
        found.add(
            "I3 %s %s %s differs: hub '%s' crm '%s'"
                .formatted(
                    agency,
                    link.externalId(),
                    field,
                    field.show(contact.details()),
                    field.show(theirs.details())));
      }
    }
    for (var channel : theirs.consents().keySet()) {
      var ours = contact.consents().on(channel).status();
      var claim = Optional.ofNullable(theirs.consents().get(channel)).orElseThrow().status();
      if (ours != claim
          && (ours.isExplicit() || claim.isExplicit())
          && !byHand.contains(ChangeByHand.subject(Kind.CONSENT, channel))) {
        found.add(
            "I9 %s %s consent for %s differs: hub %s crm %s"
                .formatted(agency, link.externalId(), channel, ours, claim));
      }
    }
  }

  private static boolean isAlike(ContactField field, ContactDetails ours, ContactDetails theirs) {
    var one = plain(field.show(ours));
    var other = plain(field.show(theirs));
    return ours.differencesFrom(theirs).stream().noneMatch(field::equals)
        || one.equals(other)
        || (!other.isEmpty() && one.startsWith(other));
  }

  private static String plain(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private Set<String> byHand(ConnectionId connection, ContactId contact) {
    return stores.handChanges().open(Slice.Request.first(200)).items().stream()
        .map(HandChanges.Item::change)
        .filter(change -> change.connection().equals(connection))
        .filter(change -> change.contact().equals(contact))
        .map(ChangeByHand::what)
        .collect(Collectors.toSet());
  }

  private boolean isSetAside(ConnectionId connection, ContactId contact) {
    var setAside =
        stores
            .outbox()
            .list(Optional.of(Outbox.State.SET_ASIDE), Optional.empty(), Slice.Request.first(200));
    return setAside.items().stream()
        .filter(push -> push.connection().equals(connection))
        .map(PushIntent::contact)
        .anyMatch(contact::equals);
  }

  // I9

  private void nobodyMailed(
      AgencyId agency,
      Contact contact,
      List<ContactLink> links,
      Map<ConnectionId, Connection> connections) {
    var records = new HashSet<String>();
    records.add(contact.id().toString());
    var runOver = new HashSet<String>();
    for (var link : links) {
      if (link.contact().equals(contact.id())) {
        var connection = Optional.ofNullable(connections.get(link.connection())).orElseThrow();
        records.add(People.record(agency, crm(connection), link.externalId()));
        crm(connection).overwritten().stream()
            .filter(text -> text.startsWith(link.externalId().value()))
            .forEach(text -> runOver.add(text.substring(link.externalId().value().length())));
      }
    }
    if (records.stream().anyMatch(truth::isGone)) {
      return;
    }
    for (var channel : Channel.values()) {
      var denied = last(records, channel, ConsentStatus.DENIED);
      var granted = last(records, channel, ConsentStatus.GRANTED);
      if (denied.isAfter(granted.plus(CLOCKS_TELL))
          && contact.consents().on(channel).status() == ConsentStatus.GRANTED
          && !runOver.contains(channel.name())) {
        found.add(
            "I9 %s mails %s on %s against the word of %s"
                .formatted(agency, contact.id(), channel, denied));
      }
    }
  }

  private Instant last(Set<String> records, Channel channel, ConsentStatus said) {
    return truth.words().stream()
        .filter(word -> records.contains(word.record()))
        .filter(word -> word.channel() == channel && word.said() == said)
        .map(Truth.Word::at)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  // I11

  private void staysErased(AgencyId agency, SimCrm crm, ContactLink link) {
    var bearsOurReference =
        crm.model().leavesReference() && isMadeForTheErased(crm, link.externalId());
    if (bearsOurReference || truth.isErased(People.record(agency, crm, link.externalId()))) {
      found.add("I11 %s has %s back".formatted(agency, link.externalId()));
    }
  }

  /// A record that was on its way when its person was erased is nobody's any more. Only a CRM that
  /// shows no reference of ours may bring it back, when its answer was lost.
  private void goneWithThePerson(AgencyId agency) {
    accounts.forEach((account, crm) -> {
      if (account.startsWith(agency + "-")) {
        crm.ids().stream()
            .filter(id -> isMadeForTheErased(crm, id))
            .forEach(id -> truth.removed(People.record(agency, crm, id)));
      }
    });
  }

  private boolean isMadeForTheErased(SimCrm crm, ExternalId id) {
    return crm.madeFor(id).filter(contact -> truth.isErased(contact.toString())).isPresent();
  }

  // I5

  void noEcho(int writes, int most) {
    if (writes >= most) {
      found.add("I5 echoes: %d writes to the CRMs".formatted(writes));
    }
  }

  // I8

  void leftInPeace() {
    accounts.forEach((account, crm) -> {
      if (crm.disturbances() > 0) {
        found.add(
            "I8 %s was called %d times before it wanted to be"
                .formatted(account, crm.disturbances()));
      }
    });
  }

  // I4: what a node does that lost its lane would depend on when it wakes

  void oneWriter(LaneCommits commits) {
    commits.late().forEach(late -> found.add("I4 two at one lane: " + late));
  }

  // I2

  private void madeOnce(String account, SimCrm crm) {
    for (var times : crm.creations()) {
      if (times > 1) {
        found.add("I2 %s has a contact %d times".formatted(account, times));
      }
    }
  }

  // I1

  private void nothingLost() {
    var runOver =
        accounts.values().stream()
            .flatMap(crm -> crm.overwritten().stream())
            .collect(Collectors.toSet());
    for (var edit : truth.edits()) {
      var isKept =
          truth.kept(edit.token())
              || runOver.contains(edit.token())
              || truth.isGone(edit.record())
              || truth.isTypedOver(edit);
      if (!isKept) {
        found.add("I1 lost edit %s".formatted(edit));
      }
    }
  }
}
