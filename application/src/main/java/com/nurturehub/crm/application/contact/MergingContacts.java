package com.nurturehub.crm.application.contact;

import static java.util.stream.Collectors.toSet;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.conflict.Merging;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All of it in one transaction, which holds everybody concerned: edits, pages and deliveries of
/// theirs come before it or after it.
record MergingContacts(
    Transactions transactions,
    Contacts contacts,
    ContactLinks links,
    Connections connections,
    Outbox outbox,
    HandChanges handChanges,
    AuditTrail audit,
    TellCrms tellCrms,
    Ids ids,
    InstantSource clock)
    implements MergeContacts {

  private static final int TOGETHER_MAX = 20;
  private static final String CHOSEN = "CHOSEN_BY_A_PERSON";

  @Override
  public Outcome merge(AgencyId agency, Set<ContactId> people, ContactId survivor, String actor) {
    if (people.size() < 2 || people.size() > TOGETHER_MAX) {
      throw new InvalidRequest("ids", "names 2 to 20 contacts");
    }
    if (!people.contains(survivor)) {
      throw new InvalidRequest("survivor", "is none of the contacts named");
    }
    return transactions.in(agency, () -> merge(people, survivor, actor));
  }

  private Outcome merge(Set<ContactId> people, ContactId survivor, String actor) {
    var heirs = contacts.heirs(people);
    var standing = people.stream().map(id -> heirs.getOrDefault(id, id)).collect(toSet());
    // In one order everywhere, so that two who merge wait and do not deadlock.
    var held =
        standing.stream()
            .sorted(Comparator.comparing(ContactId::toString))
            .flatMap(id -> contacts.hold(id).stream())
            .collect(Collectors.toMap(Contact::id, contact -> contact));
    if (held.size() < standing.size()) {
      return new Outcome.NoSuchContact();
    }
    var chosen = held.remove(heirs.getOrDefault(survivor, survivor));
    if (chosen == null) {
      return new Outcome.NoSuchContact();
    }
    var others = sorted(held);
    return others.isEmpty() ? new Outcome.Merged(chosen) : merge(chosen, others, actor);
  }

  private static List<Contact> sorted(Map<ContactId, Contact> people) {
    return people.values().stream()
        .sorted(Comparator.comparing(person -> person.id().toString()))
        .toList();
  }

  private Outcome merge(Contact chosen, List<Contact> others, String actor) {
    var now = clock.instant();
    var records = Records.of(chosen.id(), linksOf(chosen, others));
    if (!records.apart().isEmpty()) {
      return askToMergeThere(chosen.id(), records.apart(), now);
    }
    var one = chosen;
    var entries = new ArrayList<AuditEntry>();
    for (var other : others) {
      var pair = new Merging(one, other);
      entries.add(entry(pair, actor, now));
      one = pair.one(now);
    }
    one = Merging.shown(one, records.presences(), now);
    contacts.replace(List.of(one));
    links.keep(records.moved());
    readdress(others, one.id(), records);
    contacts.merge(others.stream().map(Contact::id).collect(toSet()), one.id(), now);
    tellCrms.tell(List.of(TellCrms.Changed.edited(chosen, one)), Optional.empty());
    audit.append(entries);
    return new Outcome.Merged(contacts.find(List.of(one.id())).getOrDefault(one.id(), one));
  }

  private List<ContactLink> linksOf(Contact chosen, List<Contact> others) {
    var people = new ArrayList<>(List.of(chosen.id()));
    others.forEach(other -> people.add(other.id()));
    return links.of(people);
  }

  /// Which record of a CRM's becomes the survivor's. A record that is gone there gives way to one
  /// that is not; of two that are not, only the CRM can make one.
  private record Records(
      List<ContactLink> moved,
      Map<ConnectionId, ContactLink> kept,
      Map<ConnectionId, List<ContactLink>> apart) {

    static Records of(ContactId survivor, List<ContactLink> links) {
      var moved = new ArrayList<ContactLink>();
      var kept = new HashMap<ConnectionId, ContactLink>();
      var apart = new HashMap<ConnectionId, List<ContactLink>>();
      links.stream()
          .collect(Collectors.groupingBy(ContactLink::connection))
          .forEach((connection, all) -> {
            var there = all.stream().filter(link -> link.presence() != Presence.GONE).toList();
            if (there.size() > 1) {
              apart.put(connection, there);
            } else {
              var stays = there.isEmpty() ? ofSurvivor(survivor, all) : there.getFirst();
              kept.put(connection, stays);
              if (!stays.contact().equals(survivor)) {
                moved.add(stays.of(survivor));
              }
            }
          });
      return new Records(moved, kept, apart);
    }

    private static ContactLink ofSurvivor(ContactId survivor, List<ContactLink> gone) {
      return gone.stream()
          .filter(link -> link.contact().equals(survivor))
          .findFirst()
          .orElseGet(gone::getFirst);
    }

    Set<Presence> presences() {
      var presences = EnumSet.noneOf(Presence.class);
      kept.values().forEach(link -> presences.add(link.presence()));
      return presences;
    }

    /// Whether what is owed of this contact is still owed to the record that is kept.
    boolean concern(ContactId person, ConnectionId connection) {
      var link = kept.get(connection);
      return link == null || link.contact().equals(person);
    }
  }

  private Outcome askToMergeThere(
      ContactId survivor, Map<ConnectionId, List<ContactLink>> apart, Instant now) {
    apart.forEach((connection, there) -> {
      var first =
          there.stream()
              .filter(link -> link.contact().equals(survivor))
              .findFirst()
              .orElseGet(there::getFirst);
      handChanges.ask(
          there.stream()
              .filter(link -> !link.equals(first))
              .map(link ->
                  ChangeByHand.merge(
                      first.contact(), connection, link.contact(), link.externalId(), now))
              .toList());
    });
    return new Outcome.ApartInCrm(
        apart.keySet().stream()
            .flatMap(connection -> connections.find(connection).stream())
            .map(Connection::provider)
            .collect(toSet()));
  }

  /// What waits for one of the others waits for the survivor, and is as urgent as it was.
  private void readdress(List<Contact> others, ContactId survivor, Records records) {
    var now = clock.instant();
    var people = others.stream().map(Contact::id).toList();
    for (var connection : connections.all()) {
      var open = outbox.open(connection.id(), people).values();
      outbox.settle(
          open.stream()
              .map(due -> new Settlement(due, due.superseded("a merge with another contact", now)))
              .toList());
      outbox.queue(
          open.stream()
              .filter(due -> records.concern(due.contact(), connection.id()))
              .map(due -> due.about(survivor, new PushId(ids.next())))
              .toList());
    }
  }

  /// What of the other's does not stand can be restored from here.
  private AuditEntry entry(Merging pair, String actor, Instant now) {
    var survivor = pair.survivor();
    var other = pair.other();
    var replaced = pair.replaced();
    var outcome =
        new AuditEntry.Outcome(
            Side.HUB,
            survivor.editedAt(),
            other.editedAt(),
            Duration.ZERO,
            replaced,
            replaced,
            CHOSEN);
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        now,
        Kind.MERGED,
        Optional.of(survivor.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(outcome).filter(_ -> !replaced.isEmpty()),
        Optional.of(new Versions(survivor.details(), other.details())),
        "Found to be the same person as contact %s, which was merged into this one."
            .formatted(other.id()),
        actor);
  }
}
