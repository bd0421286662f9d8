package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.push.Outbox.Which;
import com.nurturehub.crm.domain.conflict.Terms;
import com.nurturehub.crm.domain.conflict.WriteBack;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.push.Backoff;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Tells a CRM what we owe it, one contact at a time, opt-outs first. Every answer is committed
/// before the next call is made.
record DeliverPushes(
    Contacts contacts,
    ContactLinks links,
    Tombstones tombstones,
    Outbox outbox,
    HandChanges handChanges,
    ReconcilePages pages,
    CommitPage commitPage,
    MarkGone markGone,
    HoldWrites holdWrites,
    Alarm alarm,
    Logbook logbook,
    RandomGenerator chance,
    InstantSource clock) {

  /// How often a contact that keeps moving is compared and told again within one slice.
  private static final int RACES_MAX = 3;

  /// Why stands with the change itself: a CRM's own words may name the person.
  private static final String REJECTED = "The CRM refused a change to a contact.";

  private static final String LOOKALIKE =
      "The CRM has somebody already who may be this person; say who is who before it is told.";

  /// Delivers up to so many pushes, and returns whose records the CRM was told about. A failure of
  /// the CRM ends the slice and is thrown, after the push it met has been put back.
  Set<ExternalId> deliver(
      HeldLane lane, Connection connection, CRMConnector crm, Capabilities capabilities, int most) {
    var ready =
        lane.commit(() ->
            holdWrites
                .decide(connection, capabilities)
                .map(which -> load(connection, capabilities, which, most)));
    return ready
        .map(pushes -> deliver(lane, connection, crm, capabilities, pushes))
        .orElseGet(Set::of);
  }

  private Set<ExternalId> deliver(
      HeldLane lane,
      Connection connection,
      CRMConnector crm,
      Capabilities capabilities,
      Ready ready) {
    var told = new HashSet<ExternalId>();
    for (var due : ready.pushes()) {
      if (!lane.hasTime()) {
        return told;
      }
      var contact = ready.contacts().get(due.contact());
      if (contact == null) {
        lane.commit(() -> supersede(due, "the contact's erasure"));
      } else {
        var link = Optional.ofNullable(ready.links().get(due.contact()));
        link.map(ContactLink::externalId).ifPresent(told::add);
        new Delivery(lane, connection, crm, capabilities, ready.which(), told)
            .deliver(due, contact, link);
      }
    }
    return told;
  }

  /// When the next push may be told, as far as nothing holds it.
  Optional<Instant> nextDue(Connection connection, Capabilities capabilities) {
    return holdWrites
        .decide(connection, capabilities)
        .flatMap(which -> outbox.nextDue(connection.id(), which));
  }

  /// Whether somebody's opt-out waits to be told, now or later.
  boolean owesOptOut(Connection connection) {
    var later = clock.instant().plus(Backoff.PUSHES.longest());
    return outbox.due(connection.id(), later, 1, Which.ALL).stream().anyMatch(Due::urgent);
  }

  private record Ready(
      Which which,
      List<Due> pushes,
      Map<ContactId, Contact> contacts,
      Map<ContactId, ContactLink> links) {}

  private Ready load(Connection connection, Capabilities capabilities, Which which, int most) {
    var pushes = outbox.due(connection.id(), clock.instant(), most, which);
    var people = pushes.stream().map(Due::contact).toList();
    var found = contacts.find(people);
    var known = new HashMap<>(links.find(connection.id(), people));
    var attempts = new ArrayList<ContactLink>();
    var whole = new ArrayList<Due>();
    for (var due : pushes) {
      var contact = found.get(due.contact());
      var link = known.get(due.contact());
      whole.add(contact != null && link == null ? introducing(due, contact, capabilities) : due);
      var told = told(due, which);
      if (contact != null && link != null && told.changesTheRecord()) {
        attempts.add(attempting(told, contact, link, capabilities));
      }
    }
    links.keep(attempts);
    attempts.forEach(link -> known.put(link.contact(), link));
    return new Ready(which, whole, found, known);
  }

  /// While the CRM could not be told, the contact may have come by more than its push knew of.
  private static Due introducing(Due due, Contact contact, Capabilities capabilities) {
    return due.telling(PushContent.introducing(contact, capabilities));
  }

  /// Of a push whose changes a firewall holds, the rest.
  private static PushContent told(Due due, Which which) {
    return isHeld(due, which) ? due.content().withoutWrites() : due.content();
  }

  private static boolean isHeld(Due due, Which which) {
    return which == Which.WITHOUT_WRITES && due.content().changesSharedFields();
  }

  /// An update is noted before it is sent, so that the CRM's spelling of it is known for ours
  /// although its answer is lost.
  private ContactLink attempting(
      PushContent told, Contact contact, ContactLink link, Capabilities capabilities) {
    return link.attempting(
        WriteBack.of(contact, capabilities, told.fields(), told.consents())
            .attempted(clock.instant()));
  }

  private void supersede(Due due, String by) {
    settle(due, due.superseded(by, clock.instant()));
  }

  private void settle(Due due, PushIntent becomes) {
    outbox.settle(List.of(new Settlement(due, becomes)));
  }

  /// One push on its way.
  private final class Delivery {

    private final HeldLane lane;
    private final Connection connection;
    private final CRMConnector crm;
    private final Capabilities capabilities;
    private final Which which;
    private final Set<ExternalId> told;
    private Instant askedAt = Instant.EPOCH;

    Delivery(
        HeldLane lane,
        Connection connection,
        CRMConnector crm,
        Capabilities capabilities,
        Which which,
        Set<ExternalId> told) {
      this.lane = lane;
      this.connection = connection;
      this.crm = crm;
      this.capabilities = capabilities;
      this.which = which;
      this.told = told;
    }

    void deliver(Due first, Contact firstContact, Optional<ContactLink> firstLink) {
      var due = first;
      var contact = firstContact;
      var link = firstLink;
      if (link.isEmpty() && !lane.commit(() -> notesThatItIsSent(first))) {
        return;
      }
      for (var race = 0; race < RACES_MAX; race++) {
        var result = send(due, contact, link);
        if (!(result instanceof PushResult.Moved(var current))) {
          conclude(due, contact, link, result);
          return;
        }
        var compared = lane.commit(() -> compareAnew(first.contact(), current));
        if (compared.isEmpty()) {
          return;
        }
        due = compared.get().due();
        contact = compared.get().contact();
        link = Optional.of(compared.get().link());
      }
      var racing = due;
      lane.commit(() -> putBack(racing, Optional.empty(), false));
    }

    /// A create is noted before it is sent, because nobody could tell after a crash whether it was.
    /// False when something joined the push meanwhile; it is due again at once.
    private boolean notesThatItIsSent(Due due) {
      return outbox.settle(List.of(new Settlement(due, due.sending()))).isEmpty();
    }

    private PushResult send(Due due, Contact contact, Optional<ContactLink> link) {
      lane.mustStillHold();
      askedAt = clock.instant();
      try {
        return crm.pushContact(change(due, contact, link));
      } catch (CrmFailure.Ambiguous failure) {
        lane.tells(lane.commit(() -> putBackOrSetAside(due, failure, Optional.empty(), true)));
        throw failure;
      } catch (CrmFailure.Transient failure) {
        lane.tells(lane.commit(() -> putBackOrSetAside(due, failure, failure.retryAfter(), false)));
        throw failure;
      }
    }

    private ContactChange change(Due due, Contact contact, Optional<ContactLink> link) {
      var details = capabilities.fit(contact.details());
      return link.<ContactChange>map(known ->
              new ContactChange.Update(
                  contact,
                  details,
                  told(due, which),
                  known.externalId(),
                  known.tag(),
                  known.seen()))
          .orElseGet(() ->
              new ContactChange.Create(
                  contact,
                  details,
                  told(due, which),
                  connection.settings().createDefaults(),
                  due.uncertain()));
    }

    private void conclude(Due due, Contact contact, Optional<ContactLink> link, PushResult result) {
      var told =
          lane.commit(() -> {
            // The contact before its push, as whoever edits it: the other way round each would wait
            // for
            // the other.
            if (contacts.hold(contact.id()).isEmpty()) {
              isThereNoLonger(contact, link, result);
              return List.<SyncEvent>of();
            }
            var event =
                switch (result) {
                  case PushResult.Landed landed -> land(due, contact, link, landed);
                  case PushResult.Refused(var reason) -> setAside(due, reason);
                  case PushResult.Gone() -> gone(due, link);
                  case PushResult.Moved _ ->
                      throw new IllegalStateException("already compared anew");
                };
            return List.of(event);
          });
      lane.tells(told);
    }

    /// The person was merged or erased while the CRM was being told. What it may just have made of
    /// them is the heir's, or buried with them. What an heir is owed is told anew.
    private void isThereNoLonger(Contact contact, Optional<ContactLink> link, PushResult result) {
      if (!(result instanceof PushResult.Landed landed)) {
        return;
      }
      var heir = Optional.ofNullable(contacts.heirs(Set.of(contact.id())).get(contact.id()));
      if (heir.isEmpty()) {
        tombstones.bury(Map.of(connection.provider(), landed.id()), List.of());
      } else if (link.isEmpty() && links.find(connection.id(), heir.stream().toList()).isEmpty()) {
        links.keep(List.of(created(contact, landed).of(heir.get())));
      }
    }

    private SyncEvent land(
        Due due, Contact contact, Optional<ContactLink> link, PushResult.Landed landed) {
      var now = clock.instant();
      var declined = landed.declined();
      told.add(landed.id());
      var content = told(due, which);
      var pushed =
          WriteBack.of(
              contact,
              capabilities,
              without(content.fields(), declined.fields()),
              without(content.consents(), declined.consents()));
      var before = link.orElseGet(() -> created(contact, landed).attempting(pushed.attempted(now)));
      var after =
          pushed.declined(
              landed
                  .readBack()
                  .filter(_ -> landed.found())
                  .map(shown -> pushed.found(before, shown))
                  .orElseGet(() -> pushed.landed(before, landed.readBack())),
              declined,
              landed.readBack());
      if (!content.signals().isEmpty()) {
        var signals = contact.signals();
        after = after.with(new Told(now, signals.hot(), signals.status()));
      }
      links.keep(List.of(after));
      handChanges.ask(byHand(contact, declined, now));
      if (link.isEmpty()) {
        handChanges.ask(notSent(contact, content, landed, now));
      }
      settle(due, isHeld(due, which) ? due.holdingWrites() : delivered(due, landed, now));
      landed.readBack().ifPresent(shown -> pages.reconcile(connection, terms(), List.of(shown)));
      resolveIfNothingIsSetAside();
      var said = link.isEmpty() ? "The contact was added there." : "The contact was updated there.";
      return logbook.event(Kind.PUSH, subject(due).with(landed.id()), Result.done(said));
    }

    private Subject subject(Due due) {
      return Subject.of(connection).with(due.contact());
    }

    private static PushIntent delivered(Due due, PushResult.Landed landed, Instant now) {
      return due.delivered(now, landed.found() ? "created once, found on retry" : "");
    }

    /// What the CRM holds but does not take from us with a new record.
    private List<ChangeByHand> notSent(
        Contact contact, PushContent sent, PushResult.Landed landed, Instant now) {
      var details = capabilities.fit(contact.details());
      var shown = landed.readBack().map(CrmContact::details).orElse(ContactDetails.NONE);
      return details.differencesFrom(shown).stream()
          .filter(capabilities.readable()::contains)
          .filter(field -> !capabilities.writable().contains(field))
          .filter(field -> !sent.fields().contains(field) && !field.isEmptyIn(details))
          .map(field ->
              ChangeByHand.of(
                  contact.id(), connection.id(), field, field.show(contact.details()), now))
          .toList();
    }

    private List<ChangeByHand> byHand(Contact contact, PushResult.Declined declined, Instant now) {
      var asked = new ArrayList<ChangeByHand>();
      for (var field : declined.fields()) {
        var value = field.show(contact.details());
        asked.add(ChangeByHand.of(contact.id(), connection.id(), field, value, now));
      }
      for (var channel : declined.consents()) {
        var value = contact.consents().on(channel).status();
        asked.add(ChangeByHand.of(contact.id(), connection.id(), channel, value, now));
      }
      return asked;
    }

    /// What was not sent is agreed to differ, until the record is looked at.
    private ContactLink created(Contact contact, PushResult.Landed landed) {
      return new ContactLink(
          contact.id(),
          connection.id(),
          landed.id(),
          new Base(contact.details(), ContactDetails.NONE),
          new ConsentBase(Map.of(), clock.instant(), Instant.EPOCH),
          Fingerprint.NONE,
          0,
          landed.readBack().map(CrmContact::modifiedAt).orElse(Instant.EPOCH),
          landed.readBack().flatMap(CrmContact::tag),
          Optional.empty(),
          Presence.LIVE,
          Told.NOTHING);
    }

    private Optional<Compared> compareAnew(ContactId id, CrmContact current) {
      told.add(current.id());
      pages.reconcile(connection, terms(), List.of(current));
      var due = Optional.ofNullable(outbox.open(connection.id(), List.of(id)).get(id));
      var contact = Optional.ofNullable(contacts.find(List.of(id)).get(id));
      var link = Optional.ofNullable(links.find(connection.id(), List.of(id)).get(id));
      if (link.isEmpty()) {
        due.filter(_ -> contact.isPresent())
            .ifPresent(d -> logbook.note(List.of(setAside(d, LOOKALIKE))));
      }
      return due.flatMap(d -> contact.flatMap(c -> link.map(l -> noted(d, c, l))));
    }

    private Compared noted(Due due, Contact contact, ContactLink link) {
      var content = told(due, which);
      if (!content.changesTheRecord()) {
        return new Compared(due, contact, link);
      }
      var noted = attempting(content, contact, link, capabilities);
      links.keep(List.of(noted));
      return new Compared(due, contact, noted);
    }

    private Terms terms() {
      return commitPage.terms(connection, capabilities, askedAt);
    }

    /// That it is tried again is told with what interrupted it.
    private List<SyncEvent> putBackOrSetAside(
        Due due, CrmFailure failure, Optional<Duration> retryAfter, boolean mayHaveLanded) {
      if (backoff(due).isExhausted(due.attempts() + 1)) {
        var reason = failure.getMessage() == null ? "" : failure.getMessage();
        var tried = due.again(clock.instant(), mayHaveLanded);
        settle(due, tried.setAside(FailureCause.PUSH_EXHAUSTED, reason, clock.instant()));
        alarm.raise(connection.id(), FailureCause.PUSH_EXHAUSTED, reason);
        return List.of(
            logbook.event(
                Kind.PUSH,
                subject(due),
                Result.failed(FailureCause.PUSH_EXHAUSTED, "Tried too often; set aside.")));
      }
      putBack(due, retryAfter, mayHaveLanded);
      return List.of();
    }

    private void putBack(Due due, Optional<Duration> retryAfter, boolean mayHaveLanded) {
      var delay = backoff(due).delay(due.attempts() + 1, retryAfter, chance);
      settle(due, due.again(clock.instant().plus(delay), mayHaveLanded));
    }

    private static Backoff backoff(Due due) {
      return due.urgent() ? Backoff.OPT_OUTS : Backoff.PUSHES;
    }

    private SyncEvent setAside(Due due, String reason) {
      settle(due, due.setAside(FailureCause.PUSH_REJECTED, reason, clock.instant()));
      alarm.raise(connection.id(), FailureCause.PUSH_REJECTED, REJECTED);
      return logbook.event(
          Kind.PUSH, subject(due), Result.failed(FailureCause.PUSH_REJECTED, REJECTED));
    }

    /// Gone there is archived here; there is nobody left to tell.
    private SyncEvent gone(Due due, Optional<ContactLink> link) {
      markGone.mark(link.stream().toList());
      supersede(due, "the contact's removal from the CRM");
      return logbook.event(
          Kind.PUSH,
          subject(due),
          Result.refused("The contact is no longer there; it was archived here."));
    }

    private void resolveIfNothingIsSetAside() {
      var causes = List.of(FailureCause.PUSH_REJECTED, FailureCause.PUSH_EXHAUSTED);
      if (outbox.count(connection.id(), Outbox.State.SET_ASIDE) == 0) {
        alarm.resolve(connection.id(), causes, "Every change has been delivered since.");
      }
    }
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    var rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private record Compared(Due due, Contact contact, ContactLink link) {}
}
