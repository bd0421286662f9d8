package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.List;
import java.util.Optional;

/// A chain per agency. What is hashed is the entry with a digest in place of its personal values,
/// so that these can be forgotten and the chain stays whole.
public final class InMemoryAuditTrail implements AuditTrail {

  private static final String BEGINNING = "0".repeat(64);

  /// An entry as it was written, without its personal values; `personal` is their digest.
  record Link(long number, AuditEntry entry, String personal, String previous, String hash) {

    boolean isWhole() {
      return hash.equals(hashOf(number, entry, personal, previous));
    }
  }

  record Head(long number, String hash) {}

  private final InMemoryDatabase database;
  private final Rows<Link> links;
  private final Rows<Head> heads;
  private final Rows<AuditEntry.Versions> personal;
  private final Rows<Contact> contacts;

  public InMemoryAuditTrail(InMemoryDatabase database) {
    this.database = database;
    this.links = Rows.ofAgency(database, "audit_entry", Link.class);
    this.heads = Rows.ofAgency(database, "audit_head", Head.class);
    this.personal = Rows.ofAgency(database, "audit_personal", AuditEntry.Versions.class);
    this.contacts = Rows.ofAgency(database, InMemoryContacts.TABLE, Contact.class);
  }

  @Override
  public void append(List<AuditEntry> entries) {
    var head = heads.lock("head").orElse(new Head(0, BEGINNING));
    for (var entry : entries) {
      var number = head.number() + 1;
      var versions = entry.versions().filter(_ -> isThere(entry));
      versions.ifPresent(both -> personal.put(key(number), both));
      var digest = versions.map(both -> Hash.of(both.toString())).orElse("");
      var hash = hashOf(number, withoutVersions(entry), digest, head.hash());
      links.add(key(number), new Link(number, withoutVersions(entry), digest, head.hash(), hash));
      head = new Head(number, hash);
    }
    heads.put("head", head);
  }

  private boolean isThere(AuditEntry entry) {
    return entry.about().flatMap(person -> contacts.find(person.toString())).isPresent();
  }

  private static String key(long number) {
    return "%019d".formatted(number);
  }

  private static String hashOf(long number, AuditEntry entry, String personal, String previous) {
    return Hash.of("%d %s %s %s".formatted(number, entry, personal, previous));
  }

  private static AuditEntry withoutVersions(AuditEntry entry) {
    return with(entry, Optional.empty());
  }

  private static AuditEntry with(AuditEntry entry, Optional<AuditEntry.Versions> versions) {
    return new AuditEntry(
        entry.id(),
        entry.at(),
        entry.kind(),
        entry.about(),
        entry.connection(),
        entry.provider(),
        entry.outcome(),
        versions,
        entry.reason(),
        entry.actor());
  }

  @Override
  public Slice<Entry> list(Optional<ContactId> about, Slice.Request request) {
    var people = about.map(person -> Merged.oneWith(database, person));
    var meant =
        links.stream()
            .filter(link ->
                people.isEmpty() || link.entry().about().filter(people.get()::contains).isPresent())
            .map(this::shown)
            .toList();
    return Slices.cut(meant, entry -> key(Long.MAX_VALUE - entry.number()), request);
  }

  @Override
  public Optional<Entry> find(AuditEntryId id) {
    return links.stream().filter(link -> link.entry().id().equals(id)).findFirst().map(this::shown);
  }

  private Entry shown(Link link) {
    var versions = personal.find(key(link.number()));
    var erased = link.entry().kind().holdsVersions() && versions.isEmpty();
    return new Entry(link.number(), link.hash(), with(link.entry(), versions), erased);
  }

  @Override
  public Proof verify() {
    var head = heads.find("head").orElse(new Head(0, BEGINNING));
    var previous = BEGINNING;
    var number = 0L;
    for (var link : links.all()) {
      number++;
      if (link.number() != number) {
        return broken(head, number, "an entry is missing");
      }
      if (!link.previous().equals(previous)) {
        return broken(head, number, "it does not follow the entry before it");
      }
      if (!link.isWhole() || !isUntouched(link)) {
        return broken(head, number, "it is not what was written");
      }
      previous = link.hash();
    }
    return number == head.number() && previous.equals(head.hash())
        ? new Proof(true, head.number(), head.hash(), Optional.empty())
        : broken(head, number + 1, "the trail ends before its head");
  }

  private boolean isUntouched(Link link) {
    return personal
        .find(key(link.number()))
        .map(versions -> Hash.of(versions.toString()).equals(link.personal()))
        .orElse(true);
  }

  private static Proof broken(Head head, long number, String why) {
    return new Proof(false, head.number(), head.hash(), Optional.of(new Break(number, why)));
  }

  @Override
  public void forget(ContactId person) {
    var people = Merged.oneWith(database, person);
    links.stream()
        .filter(link -> link.entry().about().filter(people::contains).isPresent())
        .filter(link -> !link.personal().isEmpty())
        .forEach(link -> personal.remove(key(link.number())));
  }
}
