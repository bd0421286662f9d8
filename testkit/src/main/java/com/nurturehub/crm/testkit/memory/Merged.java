package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who was merged into whom.
record Merged(ContactId contact, ContactId survivor) {

  private static Rows<Merged> rows(InMemoryDatabase database) {
    return Rows.ofAgency(database, "merged_contact", Merged.class);
  }

  static void remember(InMemoryDatabase database, Set<ContactId> merged, ContactId survivor) {
    var rows = rows(database);
    rows.stream()
        .filter(earlier -> merged.contains(earlier.survivor()))
        .forEach(earlier -> keep(rows, new Merged(earlier.contact(), survivor)));
    merged.forEach(contact -> keep(rows, new Merged(contact, survivor)));
  }

  private static void keep(Rows<Merged> rows, Merged merged) {
    rows.put(merged.contact().toString(), merged);
  }

  static Map<ContactId, ContactId> heirs(InMemoryDatabase database, Collection<ContactId> ids) {
    return ids.stream()
        .flatMap(id -> rows(database).find(id.toString()).stream())
        .collect(Collectors.toUnmodifiableMap(Merged::contact, Merged::survivor, (one, _) -> one));
  }

  static Set<ContactId> into(InMemoryDatabase database, ContactId survivor) {
    return rows(database).stream()
        .filter(merged -> merged.survivor().equals(survivor))
        .map(Merged::contact)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Who was one person all along.
  static Set<ContactId> oneWith(InMemoryDatabase database, ContactId person) {
    var survivor = heirs(database, Set.of(person)).getOrDefault(person, person);
    var people = new HashSet<>(into(database, survivor));
    people.add(survivor);
    people.add(person);
    return people;
  }

  static void forget(InMemoryDatabase database, ContactId survivor) {
    into(database, survivor).forEach(contact -> rows(database).remove(contact.toString()));
  }
}
