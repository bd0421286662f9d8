package com.nurturehub.crm.application.push;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.domain.conflict.Owing;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.push.Backoff;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Queues what the connected CRMs must be told of contacts that changed here, and wakes their
/// lanes. Runs inside the transaction of the change, and works on all of them at once.
public record TellCrms(
    Connections connections,
    CrmConnectors crms,
    ContactLinks links,
    Outbox outbox,
    HandChanges handChanges,
    Lanes lanes,
    Ids ids,
    InstantSource clock) {

  /// Edits of one contact within this time make one call. Opt-outs do not wait for it.
  public static final Duration COALESCING = Duration.ofSeconds(1);

  public static TellCrms using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new TellCrms(
        stores.connections(),
        crms,
        stores.links(),
        stores.outbox(),
        stores.handChanges(),
        lanes,
        world.ids(),
        world.clock());
  }

  /// A contact as it now stands, and which of its fields and signals moved.
  public record Changed(Contact contact, Set<ContactField> fields, Set<SignalKind> signals) {

    public Changed {
      fields = Set.copyOf(fields);
      signals = Set.copyOf(signals);
    }

    public static Changed edited(Contact before, Contact after) {
      return new Changed(after, after.details().differencesFrom(before.details()), Set.of());
    }

    public static Changed added(Contact contact) {
      return new Changed(contact, EnumSet.allOf(ContactField.class), Set.of());
    }

    public Changed with(Set<SignalKind> moved) {
      return new Changed(contact, fields, moved);
    }
  }

  /// Tells every connected CRM but the one the change came from. Returns the open pushes. For a
  /// disconnected one, opt-outs are set aside until it is connected again.
  public List<Due> tell(Collection<Changed> changed, Optional<ConnectionId> cameFrom) {
    var targets =
        connections.all().stream().filter(c -> !cameFrom.equals(Optional.of(c.id()))).toList();
    if (targets.isEmpty() || changed.isEmpty()) {
      return List.of();
    }
    var known = linksByConnection(changed);
    var open = new ArrayList<Due>();
    for (var target : targets) {
      var offer = crms.offer(target.provider());
      if (offer.isPresent()) {
        var telling = new Telling(target, offer.get().capabilities(), clock.instant());
        var links = known.getOrDefault(target.id(), Map.of());
        if (target.isConnected()) {
          open.addAll(telling.tell(changed, links));
        } else {
          telling.keepOptOuts(changed, links);
        }
      }
    }
    return open;
  }

  /// The open pushes for these contacts, at every connected CRM.
  public List<Due> open(Collection<ContactId> contacts) {
    return contacts.isEmpty()
        ? List.of()
        : connections.all().stream()
            .filter(Connection::isConnected)
            .flatMap(c -> outbox.open(c.id(), contacts).values().stream())
            .toList();
  }

  private Map<ConnectionId, Map<ContactId, ContactLink>> linksByConnection(
      Collection<Changed> changed) {
    var byConnection = new HashMap<ConnectionId, Map<ContactId, ContactLink>>();
    for (var link : links.of(changed.stream().map(c -> c.contact().id()).toList())) {
      byConnection
          .computeIfAbsent(link.connection(), _ -> new HashMap<>())
          .put(link.contact(), link);
    }
    return byConnection;
  }

  /// One CRM being told.
  private final class Telling {

    private final Connection target;
    private final Capabilities capabilities;
    private final Instant now;
    private final List<Due> queued = new ArrayList<>();
    private final List<ContactLink> differing = new ArrayList<>();
    private final List<ChangeByHand> byHand = new ArrayList<>();
    private final List<Contact> owedNothing = new ArrayList<>();
    private final Map<ContactId, Changed> changes = new HashMap<>();

    Telling(Connection target, Capabilities capabilities, Instant now) {
      this.target = target;
      this.capabilities = capabilities;
      this.now = now;
    }

    List<Due> tell(Collection<Changed> changed, Map<ContactId, ContactLink> known) {
      for (var change : changed) {
        changes.put(change.contact().id(), change);
        Optional.ofNullable(known.get(change.contact().id()))
            .ifPresentOrElse(link -> update(change, link), () -> create(change));
      }
      links.keep(differing);
      handChanges.ask(byHand);
      supersedeWhatWentBack();
      var open = outbox.queue(afterWhatWasSetAside(known));
      if (open.stream().anyMatch(Due::urgent)) {
        lanes.hurry(target.id(), now.plus(Backoff.OPT_OUTS.longest()));
      }
      open.stream()
          .map(Due::notBefore)
          .min(Instant::compareTo)
          .ifPresent(soonest -> lanes.wakeAt(target.id(), soonest));
      return open;
    }

    /// Nobody shall wait for a whole pass to be known as opted out, once the CRM is connected
    /// again.
    void keepOptOuts(Collection<Changed> changed, Map<ContactId, ContactLink> known) {
      for (var change : changed) {
        var contact = change.contact();
        changes.put(contact.id(), change);
        var owing =
            Optional.ofNullable(known.get(contact.id()))
                .map(link -> Owing.of(contact, link, capabilities))
                .filter(found -> found.isOptOut(contact));
        owing.ifPresent(found ->
            queue(
                contact,
                new PushContent(Set.of(), Set.of(), found.consents(), Set.of()),
                true,
                now));
      }
      if (!queued.isEmpty()) {
        var kept = outbox.queue(afterWhatWasSetAside(known));
        outbox.settle(
            kept.stream().map(due -> new Settlement(due, due.disconnected(now))).toList());
      }
    }

    private void update(Changed change, ContactLink link) {
      var contact = change.contact();
      var owing = Owing.of(contact, link, capabilities);
      if (!owing.byHand().isEmpty() || !owing.consentByHand().isEmpty()) {
        differing.add(owing.link());
        owing.byHand().forEach(field -> byHand.add(ask(contact, field)));
        owing.consentByHand().forEach(channel -> byHand.add(ask(contact, channel)));
      }
      var signals = roomFor(change.signals());
      if (owing.isNothing() && signals.isEmpty()) {
        owedNothing.add(contact);
        return;
      }
      var content = new PushContent(owing.fields(), Set.of(), owing.consents(), signals);
      var urgent = owing.isOptOut(contact);
      var when =
          owing.isNothing()
              ? link.told().earliest(contact.signals(), now.plus(COALESCING))
              : urgent ? now : now.plus(COALESCING);
      queue(contact, content, urgent, when);
    }

    private void create(Changed change) {
      var contact = change.contact();
      var wanted = target.settings().createContacts() && capabilities.creates();
      if (!wanted || contact.archivedAt().isPresent()) {
        return;
      }
      var content =
          PushContent.introducing(contact, capabilities)
              .and(PushContent.of(roomFor(change.signals())));
      queue(contact, content, false, now.plus(COALESCING));
    }

    private void queue(Contact contact, PushContent content, boolean urgent, Instant when) {
      queued.add(
          Due.queued(
              new PushId(ids.next()), contact.id(), target.id(), content, urgent, now, when));
    }

    private Set<SignalKind> roomFor(Set<SignalKind> signals) {
      if (signals.isEmpty() || !target.settings().scoreWriteBack()) {
        return Set.of();
      }
      var room = EnumSet.copyOf(signals);
      room.retainAll(capabilities.signals());
      return room;
    }

    /// A newer push takes over what was set aside before, but for the writes a person rejected:
    /// those stay rejected until one of their fields is edited again.
    private List<Due> afterWhatWasSetAside(Map<ContactId, ContactLink> known) {
      var contacts = queued.stream().map(Due::contact).toList();
      var aside =
          outbox.setAside(target.id(), contacts).stream()
              .collect(Collectors.partitioningBy(this::staysRejected));
      outbox.takeBack(aside.getOrDefault(false, List.of()), now);
      var taken = byContact(aside.getOrDefault(false, List.of()));
      var rejected = byContact(aside.getOrDefault(true, List.of()));
      return queued.stream()
          .filter(due -> known.containsKey(due.contact()) || !rejected.containsKey(due.contact()))
          .map(
              due -> Optional.ofNullable(taken.get(due.contact())).map(due::takingOver).orElse(due))
          .map(
              due -> Optional.ofNullable(rejected.get(due.contact())).map(due::without).orElse(due))
          .filter(due -> !due.content().isEmpty())
          .toList();
    }

    private boolean staysRejected(SetAside push) {
      var change = changes.get(push.contact());
      return push.isRejected()
          && change != null
          && Collections.disjoint(push.content().fields(), change.fields());
    }

    private static Map<ContactId, SetAside> byContact(List<SetAside> pushes) {
      var byContact = new HashMap<ContactId, SetAside>();
      pushes.forEach(push -> byContact.merge(push.contact(), push, SetAside::and));
      return byContact;
    }

    /// The hub may have gone back to what both sides agreed on before the CRM was told otherwise.
    private void supersedeWhatWentBack() {
      if (owedNothing.isEmpty()) {
        return;
      }
      var open = outbox.open(target.id(), owedNothing.stream().map(Contact::id).toList());
      var needless =
          open.values().stream()
              .filter(due -> due.content().contested().isEmpty())
              .filter(due -> due.content().signals().isEmpty())
              .map(due -> new Settlement(due, due.superseded("NurtureHub's own return", now)))
              .toList();
      outbox.settle(needless);
    }

    private ChangeByHand ask(Contact contact, ContactField field) {
      var value = field.show(contact.details());
      return ChangeByHand.of(contact.id(), target.id(), field, value, now);
    }

    private ChangeByHand ask(Contact contact, Channel channel) {
      var value = contact.consents().on(channel).status();
      return ChangeByHand.of(contact.id(), target.id(), channel, value, now);
    }
  }
}
