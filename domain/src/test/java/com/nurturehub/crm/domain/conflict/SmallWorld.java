package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.Times;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.domain.push.PushContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// One contact in the hub and at two CRMs, everybody who edits it, and what keeps it in agreement,
/// with the real rules and nothing else. Time is true time; each CRM's clock may be wrong, and we
/// know by how much.
final class SmallWorld {

  private static final Duration TICK = Duration.ofMillis(400);
  private static final Set<ContactField> FIELDS =
      EnumSet.of(ContactField.SURNAME, ContactField.EMAILS, ContactField.PHONES);
  private static final List<String> NAMES =
      List.of("Grace Hopper", "ADA LOVELACE", "mary-ann o'neil", "Ada", "Zoë");
  private static final int ROUNDS_MAX = 40;
  private static final int RACES_MAX = 3;

  /// An edit a person made, and where.
  private record Typed(
      Optional<SmallCrm> at, ContactField field, ContactDetails value, Instant when) {}

  /// What we know of one CRM.
  private static final class Tie {

    private final SmallCrm crm;
    private final Set<ContactField> byHand = EnumSet.noneOf(ContactField.class);
    private final List<ContactDetails> crmWas = new ArrayList<>();
    private ContactLink link;
    private PushContent owed = PushContent.NOTHING;
    private Instant lastReadAt;

    Tie(SmallCrm crm, ContactLink link, Instant lastReadAt) {
      this.crm = crm;
      this.link = link;
      this.lastReadAt = lastReadAt;
      crmWas.add(crm.details);
    }
  }

  private final Random chance;
  private final List<SmallCrm> crms = new ArrayList<>();
  private final List<Tie> ties = new ArrayList<>();
  private final List<Typed> typed = new ArrayList<>();
  private final List<ContactDetails> hubWas = new ArrayList<>();
  private final List<ContactDetails> losers = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final StringBuilder story = new StringBuilder();
  private Contact hub;
  private Instant now = Times.SEVEN;
  private Instant hubTypedAt = now;
  private Instant deniedAt = Instant.EPOCH;
  private Instant grantedAt = Instant.EPOCH;
  private boolean quiet;
  private int count;

  SmallWorld(long seed) {
    chance = new Random(seed);
    var ada = Person.ada().surnamed("byron").at("email0@x.org").on("+440");
    hub = ada.inHub(now);
    remember(ada.details());
    for (var kind : SmallCrm.Kind.values()) {
      var ahead = Duration.ofMinutes(chance.nextInt(3) * 10L - 10);
      var crm = new SmallCrm(kind, ada.details(), now, ahead, chance.nextBoolean());
      crms.add(crm);
      ties.add(new Tie(crm, linked(crm), now));
    }
    for (var field : FIELDS) {
      typed.add(new Typed(Optional.empty(), field, ada.details(), now));
    }
  }

  private ContactLink linked(SmallCrm crm) {
    var shown = crm.shown();
    return new ContactLink(
        hub.id(),
        crm.connection,
        shown.id(),
        new Base(hub.details(), shown.details()),
        new ConsentBase(Map.of(Channel.EMAIL, Pair.UNASKED), now, Instant.EPOCH),
        Fingerprint.of(shown),
        hub.edition(),
        shown.modifiedAt(),
        shown.tag(),
        Optional.empty(),
        Presence.LIVE,
        Told.NOTHING);
  }

  List<String> complaints() {
    return complaints;
  }

  String story() {
    return story.toString();
  }

  void live() {
    var events = 5 + chance.nextInt(36);
    for (var i = 0; i < events && complaints.isEmpty(); i++) {
      happen();
    }
    quiet = true;
    settle();
    if (complaints.isEmpty()) {
      judge();
    }
  }

  private void happen() {
    var crm = crms.get(chance.nextInt(crms.size()));
    var what = chance.nextInt(100);
    if (what < 20) {
      editHub();
    } else if (what < 42) {
      edit(crm);
    } else if (what < 46) {
      score();
    } else if (what < 52) {
      consentInHub();
    } else if (what < 60) {
      consentAt(crm);
    } else {
      lane(crm);
    }
  }

  private Tie tie(SmallCrm crm) {
    return ties.stream().filter(tie -> tie.crm.equals(crm)).findFirst().orElseThrow();
  }

  // People

  private void tick() {
    now = now.plus(TICK);
  }

  private void tell(String what) {
    story.append(now).append(' ').append(what).append('\n');
  }

  private ContactDetails something(ContactField field) {
    count++;
    var person = Person.ada();
    var details =
        switch (field) {
          case SURNAME ->
              person.surnamed(
                  NAMES.get(chance.nextInt(NAMES.size()))
                      + (chance.nextInt(5) < 3 ? "" + count : ""));
          case EMAILS ->
              chance.nextInt(3) == 0
                  ? person.at("email" + count + "@x.org", "second" + count + "@x.org")
                  : person.at("email" + count + "@x.org");
          case PHONES -> person.on("+44" + count);
          case TITLE, FORENAME, ADDRESS, CATEGORIES ->
              throw new IllegalStateException("nobody edits " + field);
        };
    return details.details();
  }

  private ContactField anyField() {
    return List.copyOf(new TreeSet<>(FIELDS)).get(chance.nextInt(FIELDS.size()));
  }

  private void editHub() {
    tick();
    var field = anyField();
    var value = something(field);
    typed.add(new Typed(Optional.empty(), field, value, now));
    hubTypedAt = now;
    tell("hub " + field + " := " + field.show(value));
    change(hub.edited(hub.details().take(Set.of(field), value), now), Optional.empty());
  }

  private void edit(SmallCrm crm) {
    tick();
    var field = anyField();
    var value = something(field);
    if (crm.edit(field, value, now)) {
      typed.add(new Typed(Optional.of(crm), field, crm.details, now));
      tie(crm).crmWas.add(crm.details);
      tell(crm.kind + " " + field + " := " + field.show(crm.details));
    }
  }

  private void score() {
    tick();
    tell("hub scored");
    change(
        hub.with(hub.signals().with(new Signal.ScoreChanged(chance.nextInt(101), false, now))),
        Optional.empty());
  }

  private void consentInHub() {
    tick();
    var said = otherThan(hub.consents().on(Channel.EMAIL).status());
    note(said);
    tell("hub consent := " + said);
    change(hub.with(hub.consents().with(Channel.EMAIL, new Consent(said, now))), Optional.empty());
  }

  private void consentAt(SmallCrm crm) {
    tick();
    var said = otherThan(crm.consent);
    note(said);
    crm.consent(said, now);
    tell(crm.kind + " consent := " + said);
  }

  private ConsentStatus otherThan(ConsentStatus status) {
    var explicit = new ArrayList<>(List.of(ConsentStatus.GRANTED, ConsentStatus.DENIED));
    explicit.remove(status);
    return explicit.get(chance.nextInt(explicit.size()));
  }

  private void note(ConsentStatus said) {
    if (said == ConsentStatus.DENIED) {
      deniedAt = now;
    } else {
      grantedAt = now;
    }
  }

  // The lane, as the use cases work it

  private void change(Contact next, Optional<SmallCrm> cameFrom) {
    hub = next;
    remember(next.details());
    for (var crm : crms) {
      if (!cameFrom.equals(Optional.of(crm))) {
        owe(crm);
      }
    }
  }

  private void remember(ContactDetails details) {
    hubWas.add(details);
  }

  private void owe(SmallCrm crm) {
    var owing = Owing.of(hub, tie(crm).link, crm.capabilities());
    tie(crm).link = owing.link();
    tie(crm).byHand.addAll(owing.byHand());
    var before = tie(crm).owed;
    var more = new PushContent(owing.fields(), Set.of(), owing.consents(), Set.of());
    tie(crm).owed = before.and(more);
  }

  /// True when anything happened.
  private boolean lane(SmallCrm crm) {
    var before = story.length();
    var asked = now;
    var theirs = crm.shown();
    maybeSomebodyEdits();
    read(crm, theirs, asked);
    tie(crm).lastReadAt = asked;
    if (quiet || chance.nextInt(10) < 8) {
      deliver(crm);
    }
    return story.length() > before;
  }

  private void maybeSomebodyEdits() {
    if (quiet || chance.nextInt(100) >= 15) {
      return;
    }
    switch (chance.nextInt(4)) {
      case 0 -> editHub();
      case 1 -> consentInHub();
      case 2 -> edit(crms.getFirst());
      default -> edit(crms.getLast());
    }
  }

  private void read(SmallCrm crm, CrmContact theirs, Instant asked) {
    var link = tie(crm).link;
    var waiting = tie(crm).owed;
    if (link.hasSettled(Fingerprint.of(theirs), hub.edition())) {
      return;
    }
    var terms =
        new Terms(
            crm.capabilities(),
            ConflictPolicy.lastWriteWins(),
            PolicyChoice.LAST_WRITE_WINS,
            crm.clockAhead,
            tie(crm).lastReadAt,
            asked,
            asked);
    var decided = new Reconciling(terms).reconcile(hub, link, theirs);
    tie(crm).link = decided.link();
    tie(crm).byHand.addAll(decided.byHand());
    tie(crm).byHand.removeAll(decided.agreeing());
    var content = waiting.nowOwing(decided.owed(), decided.contested(), decided.consentOwed());
    tie(crm).owed = content;
    decided.conflict().ifPresent(conflict -> settled(crm, conflict));
    if (decided.changes(hub)) {
      tell(crm.kind + " taken: " + decided.contact().details() + decided.contact().consents());
      change(decided.contact(), Optional.of(crm));
    }
  }

  private void settled(SmallCrm crm, Conflict conflict) {
    var winner = conflict.resolution().winner();
    tell(crm.kind + " conflict for " + winner + " over " + new TreeSet<>(conflict.differing()));
    losers.add(winner == Side.HUB ? conflict.crm().details() : conflict.hub().details());
    var othersTouchedAt =
        crms.stream()
            .filter(other -> !other.equals(crm))
            .map(other -> other.touchedAt)
            .reduce(hubTypedAt, (one, two) -> one.isAfter(two) ? one : two);
    if (winner == Side.HUB
        && othersTouchedAt.isBefore(crm.touchedAt)
        && !isEditedSince(crm, conflict)) {
      complaints.add("unjust: nobody edited the hub after " + crm.kind);
    }
    if (winner == Side.CRM
        && crm.isGuarded()
        && crm.touchedAt.plusSeconds(1).isBefore(hubTypedAt)
        && conflict.hub().modifiedAt().equals(hubTypedAt)) {
      complaints.add("unjust: nobody edited " + crm.kind + " after the hub");
    }
  }

  private static boolean isEditedSince(SmallCrm crm, Conflict conflict) {
    return !crm.details.equals(conflict.crm().details());
  }

  private WriteBack attempt(SmallCrm crm, PushContent content) {
    return new WriteBack(
        hub.details(),
        crm.capabilities().fit(hub.details()),
        content.fields(),
        hub.consents(),
        content.consents());
  }

  private void deliver(SmallCrm crm) {
    for (var race = 0; race < RACES_MAX && !tie(crm).owed.isEmpty(); race++) {
      var asked = now;
      if (send(crm)) {
        return;
      }
      read(crm, crm.shown(), asked);
    }
  }

  /// False when the CRM had moved on.
  private boolean send(SmallCrm crm) {
    var push = attempt(crm, tie(crm).owed);
    var current = crm.shown();
    var link = tie(crm).link;
    if (!crm.isGuarded() && !Fingerprint.of(current).equals(link.seen())) {
      return false;
    }
    tie(crm).link = link.attempting(push.attempted(now));
    var window = typed.size();
    if (!quiet && chance.nextInt(100) < 15) {
      edit(crm);
    }
    if (crm.isGuarded() && !crm.shown().tag().equals(link.tag())) {
      return false;
    }
    if (!quiet && chance.nextInt(100) < 5) {
      tell(crm.kind + " refuses for now");
      return true;
    }
    // What is typed between look and write of a CRM without a guard is in the published window.
    typed.subList(window, typed.size()).removeIf(edit -> push.fields().contains(edit.field()));
    tick();
    var told =
        push.channels().isEmpty()
            ? Optional.<ConsentStatus>empty()
            : Optional.of(push.consents().on(Channel.EMAIL).status());
    crm.write(push.fields(), push.sent(), told, now);
    tie(crm).crmWas.add(crm.details);
    tell(
        crm.kind
            + " told "
            + new TreeSet<>(push.fields())
            + told
            + " now "
            + crm.details.name().surname());
    if (!quiet && chance.nextInt(100) < 8) {
      tell(crm.kind + " answer lost");
      return true;
    }
    land(crm, push);
    return true;
  }

  private void land(SmallCrm crm, WriteBack push) {
    var written = hub.edition();
    if (!quiet && chance.nextInt(100) < 15) {
      var before = crm.details;
      var edits = typed.size();
      edit(crm);
      // An edit that looks like the CRM's own spelling of what was sent is in the published window.
      typed
          .subList(edits, typed.size())
          .removeIf(e ->
              push.fields().contains(e.field())
                  && Spelling.isSpellingOf(e.field(), e.value(), before));
    }
    if (!quiet && chance.nextInt(100) < 8) {
      consentAt(crm);
    }
    if (!quiet && chance.nextInt(100) < 10) {
      editHub();
    }
    var asked = now;
    var readBack =
        chance.nextInt(10) == 0 ? Optional.<CrmContact>empty() : Optional.of(crm.shown());
    tie(crm).link = push.landed(tie(crm).link, readBack);
    if (hub.edition() == written) {
      tie(crm).owed = PushContent.NOTHING;
    }
    readBack.ifPresent(shown -> read(crm, shown, asked));
  }

  // The end

  private void settle() {
    for (var round = 0; round < ROUNDS_MAX; round++) {
      var happened = false;
      for (var crm : crms) {
        happened |= lane(crm);
      }
      if (!happened) {
        return;
      }
    }
    complaints.add("does not settle");
  }

  private void judge() {
    for (var crm : crms) {
      for (var field : FIELDS) {
        if (!tie(crm).byHand.contains(field) && !agree(crm, field)) {
          complaints.add(
              "differs %s.%s: hub %s, crm %s"
                  .formatted(crm.kind, field, field.show(hub.details()), field.show(crm.details)));
        }
      }
      var ours = hub.consents().on(Channel.EMAIL).status();
      if (ours != crm.consent && (ours.isExplicit() || crm.consent.isExplicit())) {
        complaints.add("consent differs %s: hub %s, crm %s".formatted(crm.kind, ours, crm.consent));
      }
    }
    typed.forEach(this::mustBeKept);
    FIELDS.forEach(this::mustHaveBeenTyped);
    if (hub.consents().on(Channel.EMAIL).status() == ConsentStatus.GRANTED
        && deniedAt.isAfter(grantedAt)) {
      complaints.add("mailed after the opt-out at " + deniedAt);
    }
  }

  private boolean agree(SmallCrm crm, ContactField field) {
    return Spelling.isSpellingOf(field, crm.details, crm.capabilities().fit(hub.details()));
  }

  /// Current, superseded by a later edit at the same place, known to the other side, or in the
  /// trail.
  private void mustBeKept(Typed edit) {
    var field = edit.field();
    var isLater =
        typed.stream()
            .anyMatch(t ->
                t.at().equals(edit.at()) && t.field() == field && t.when().isAfter(edit.when()));
    var isInTrail = losers.stream().anyMatch(loser -> isSame(field, edit.value(), loser));
    if (!isLater && !isInTrail && !isKnownToOthers(edit)) {
      complaints.add(
          "lost %s.%s = %s of %s"
              .formatted(
                  edit.at().map(crm -> crm.kind.name()).orElse("hub"),
                  field,
                  field.show(edit.value()),
                  edit.when()));
    }
  }

  private boolean isKnownToOthers(Typed edit) {
    var field = edit.field();
    return edit.at()
        .map(crm ->
            hubWas.stream()
                .anyMatch(was ->
                    isSame(field, edit.value(), was)
                        || isSame(field, edit.value(), crm.capabilities().fit(was))))
        .orElseGet(() ->
            isSame(field, edit.value(), hub.details())
                || crms.stream()
                    .anyMatch(crm ->
                        tie(crm).crmWas.stream()
                            .anyMatch(
                                was -> isSame(field, crm.capabilities().fit(edit.value()), was))));
  }

  private static boolean isSame(ContactField field, ContactDetails value, ContactDetails kept) {
    return switch (field) {
      case EMAILS -> kept.emails().containsAll(value.emails());
      case PHONES -> kept.phones().containsAll(value.phones());
      case TITLE, FORENAME, SURNAME, ADDRESS, CATEGORIES ->
          Spelling.isSpellingOf(field, value, kept) || Spelling.isSpellingOf(field, kept, value);
    };
  }

  private void mustHaveBeenTyped(ContactField field) {
    var held = new HashSet<>(List.of(field.show(hub.details()).split(", ", -1)));
    for (var edit : typed) {
      held.removeAll(List.of(field.show(edit.value()).split(", ", -1)));
    }
    if (!held.isEmpty()) {
      complaints.add("mangled %s: the hub holds %s, which nobody typed".formatted(field, held));
    }
  }
}
