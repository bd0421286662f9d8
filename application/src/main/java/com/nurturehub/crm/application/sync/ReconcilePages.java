package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.link.ContactLinks.Linked;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.conflict.Matching;
import com.nurturehub.crm.domain.conflict.Reconciled;
import com.nurturehub.crm.domain.conflict.Reconciling;
import com.nurturehub.crm.domain.conflict.Terms;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.link.Match.Ground;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import com.nurturehub.crm.domain.sync.Change;
import com.nurturehub.crm.domain.sync.Tally;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a page of a CRM's contacts and ours into agreement, inside the caller's transaction: load
/// what is known of the page at once, plan with pure functions, apply the plan with one write per
/// store. What somebody changed meanwhile is planned again.
public record ReconcilePages(
    Contacts contacts,
    ContactLinks links,
    Tombstones tombstones,
    Outbox outbox,
    HandChanges handChanges,
    Duplicates duplicates,
    Previews previews,
    AuditTrail audit,
    TellCrms tellCrms,
    Logbook logbook,
    Ids ids,
    InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcilePages.class);

  /// Each round plans again only what somebody else changed during the last.
  private static final int ROUNDS_MAX = 10;

  /// Returns what became of each contact, counted.
  public Tally reconcile(Connection connection, Terms terms, List<CrmContact> page) {
    var entries = new ArrayList<AuditEntry>();
    var tally = Tally.NONE.reading(page.size());
    var remaining = page;
    for (var round = 0; !remaining.isEmpty(); round++) {
      if (round == ROUNDS_MAX) {
        throw new IllegalStateException("contacts keep changing while they are reconciled");
      }
      var plan = plan(connection, terms, remaining);
      var movedOn = apply(connection, terms, plan, entries);
      tally = tally.plus(plan.tally(movedOn));
      remaining = plan.again(movedOn);
    }
    if (!entries.isEmpty()) {
      audit.append(entries);
    }
    return tally;
  }

  private Plan plan(Connection connection, Terms terms, List<CrmContact> page) {
    var shown =
        page.stream().collect(Collectors.toMap(CrmContact::id, Fingerprint::of, (one, _) -> one));
    var known = links.known(connection.id(), shown);
    var plan = new Plan();
    var strangers = new ArrayList<CrmContact>();
    var moved = new LinkedHashMap<CrmContact, Linked>();
    for (var theirs : page) {
      var linked = known.moved().get(theirs.id());
      if (linked != null) {
        moved.put(theirs, linked);
      } else if (known.settled().contains(theirs.id())) {
        plan.count(Change.UNCHANGED);
      } else {
        strangers.add(theirs);
      }
    }
    compare(connection, terms, moved, plan);
    meet(connection, terms, strangers, plan);
    return plan;
  }

  /// The open pushes are read before the contacts they belong to, so that a push is never taken for
  /// needless because of a version older than the one it was queued for.
  private void compare(
      Connection connection, Terms terms, Map<CrmContact, Linked> moved, Plan plan) {
    if (moved.isEmpty()) {
      return;
    }
    var ours = moved.values().stream().map(linked -> linked.contact().id()).toList();
    var open = outbox.open(connection.id(), ours);
    var aside =
        outbox.setAside(connection.id(), ours).stream()
            .collect(Collectors.groupingBy(SetAside::contact));
    var fresh = open.isEmpty() ? Map.<ContactId, Contact>of() : contacts.find(open.keySet());
    for (var entry : moved.entrySet()) {
      var loaded = entry.getValue().contact();
      var contact = fresh.getOrDefault(loaded.id(), loaded);
      var reconciled =
          new Reconciling(terms).reconcile(contact, entry.getValue().link(), entry.getKey());
      var before = aside.getOrDefault(contact.id(), List.of());
      plan.compared(entry.getKey(), contact, reconciled, open, before);
    }
  }

  private void meet(Connection connection, Terms terms, List<CrmContact> strangers, Plan plan) {
    if (strangers.isEmpty()) {
      return;
    }
    var buried = tombstones.among(connection.provider(), strangers);
    var candidates = new HashMap<ContactId, Contact>();
    contacts.candidates(connection.id(), strangers).forEach(c -> candidates.put(c.id(), c));
    for (var theirs : strangers) {
      if (buried.contains(theirs.id())) {
        plan.count(Change.UNCHANGED);
      } else {
        meet(connection, terms, theirs, candidates, plan);
      }
    }
  }

  private void meet(
      Connection connection,
      Terms terms,
      CrmContact theirs,
      Map<ContactId, Contact> candidates,
      Plan plan) {
    switch (Matching.of(theirs, candidates.values())) {
      case Matching.Match(var id, var ground) -> {
        var contact = Objects.requireNonNull(candidates.remove(id));
        LOG.info("linked contact={} connection={} ground={}", id, connection.id(), ground);
        var reconciled = new Reconciling(terms).match(contact, connection.id(), theirs);
        plan.matched(theirs, contact, ground, reconciled);
      }
      case Matching.Nobody() -> plan.arrived(theirs, arrive(connection, terms, theirs));
      case Matching.Several(var several, var reason) -> {
        var arrived = arrive(connection, terms, theirs);
        plan.arrived(theirs, arrived);
        var alike = new HashSet<>(several);
        alike.add(arrived.contact().id());
        plan.alike(alike, reason);
      }
    }
  }

  private Reconciled arrive(Connection connection, Terms terms, CrmContact theirs) {
    return new Reconciling(terms)
        .arrive(
            new ContactId(ids.next()),
            connection.id(),
            new ImportSource(connection.provider().key()),
            theirs);
  }

  /// Returns the contacts somebody changed meanwhile; nothing of the plan was applied to them.
  private Set<ContactId> apply(
      Connection connection, Terms terms, Plan plan, List<AuditEntry> entries) {
    var now = terms.now();
    contacts.add(plan.arrivals());
    var movedOn = contacts.replace(plan.replacements());
    var done = plan.without(movedOn);
    links.keep(done.stream().map(step -> step.reconciled().link()).toList());
    previews.matched(connection.id(), matches(done));
    var pushes = new PushPlan(connection, ids, now);
    done.forEach(pushes::add);
    outbox.takeBack(done.stream().flatMap(step -> step.takenBack().stream()).toList(), now);
    outbox.settle(pushes.settlements());
    outbox.queue(pushes.queued());
    handChanges.ask(pushes.byHand());
    handChanges.close(connection.id(), pushes.agreeing(), now);
    plan.alike().forEach((several, reason) -> duplicates.propose(several, reason, now));
    tellOthers(connection, done);
    logbook.note(
        done.stream().flatMap(step -> plan.matchOf(step).stream()).map(event(connection)).toList());
    done.stream()
        .map(step -> step.auditEntry(connection, ids, now))
        .flatMap(Optional::stream)
        .forEach(entries::add);
    return movedOn;
  }

  private static Map<ExternalId, Match> matches(List<Step> done) {
    var matches = new HashMap<ExternalId, Match>();
    done.forEach(step -> step.match().ifPresent(match -> matches.put(step.theirs().id(), match)));
    return matches;
  }

  private Function<Met, SyncEvent> event(Connection connection) {
    return met ->
        logbook.event(
            SyncEvent.Kind.LINK,
            Subject.of(connection).with(met.contact()).with(met.theirs()),
            Result.done(met.reason()));
  }

  private void tellOthers(Connection connection, Collection<Step> done) {
    var changed = done.stream().filter(Step::changesContact).map(Step::changed).toList();
    tellCrms.tell(changed, Optional.of(connection.id()));
  }

  /// Somebody of theirs and somebody of ours found to be one, and why.
  private record Met(ExternalId theirs, ContactId contact, String reason) {}

  /// What is to be done with a page, contact by contact.
  private static final class Plan {

    private final List<Step> steps = new ArrayList<>();
    private final Map<ContactId, Met> met = new HashMap<>();
    private final Map<Set<ContactId>, String> alike = new LinkedHashMap<>();
    private Tally counted = Tally.NONE;

    void count(Change change) {
      counted = counted.counting(change);
    }

    /// A push set aside earlier is decided anew, but for the writes a person rejected.
    void compared(
        CrmContact theirs,
        Contact before,
        Reconciled reconciled,
        Map<ContactId, Due> open,
        List<SetAside> aside) {
      var stands =
          aside.stream()
              .filter(push -> push.stillRejects(reconciled.owed(), reconciled.contested()))
              .toList();
      var takenBack = new ArrayList<>(aside);
      takenBack.removeAll(stands);
      var withheld =
          stands.stream()
              .flatMap(push -> push.content().fields().stream())
              .collect(Collectors.toSet());
      steps.add(
          new Step(
              theirs,
              Optional.of(before),
              reconciled.withholding(withheld),
              Optional.empty(),
              Optional.ofNullable(open.get(before.id())),
              takenBack));
    }

    void matched(CrmContact theirs, Contact before, Ground ground, Reconciled reconciled) {
      met.put(before.id(), new Met(theirs.id(), before.id(), ground.sentence()));
      steps.add(
          new Step(
              theirs,
              Optional.of(before),
              reconciled,
              Optional.of(ground),
              Optional.empty(),
              List.of()));
    }

    void arrived(CrmContact theirs, Reconciled reconciled) {
      steps.add(
          new Step(
              theirs, Optional.empty(), reconciled, Optional.empty(), Optional.empty(), List.of()));
    }

    void alike(Set<ContactId> contacts, String reason) {
      alike.put(Set.copyOf(contacts), reason);
    }

    Optional<Met> matchOf(Step step) {
      return Optional.ofNullable(met.get(step.reconciled().contact().id()));
    }

    Map<Set<ContactId>, String> alike() {
      return alike;
    }

    List<Contact> arrivals() {
      return steps.stream()
          .filter(step -> step.before().isEmpty())
          .map(step -> step.reconciled().contact())
          .toList();
    }

    List<Contact> replacements() {
      return steps.stream()
          .filter(step -> step.before().isPresent() && step.changesContact())
          .map(step -> step.reconciled().contact())
          .toList();
    }

    List<Step> without(Set<ContactId> movedOn) {
      return steps.stream()
          .filter(step -> !movedOn.contains(step.reconciled().contact().id()))
          .toList();
    }

    List<CrmContact> again(Set<ContactId> movedOn) {
      return steps.stream()
          .filter(step -> movedOn.contains(step.reconciled().contact().id()))
          .map(Step::theirs)
          .toList();
    }

    Tally tally(Set<ContactId> movedOn) {
      return without(movedOn).stream()
          .map(Step::change)
          .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
          .entrySet()
          .stream()
          .reduce(
              counted,
              (sum, e) -> sum.counting(e.getKey(), e.getValue()),
              (one, other) -> one.plus(other));
    }
  }
}
