package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Presence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who is gone from the CRM is archived here, so that nobody mails them.
record MarkGone(Contacts contacts, ContactLinks links, InstantSource clock) {

  private static final int ROUNDS_MAX = 10;

  void mark(List<ContactLink> gone) {
    links.keep(gone.stream().map(link -> link.with(Presence.GONE)).toList());
    var now = clock.instant();
    Set<ContactId> left = gone.stream().map(ContactLink::contact).collect(Collectors.toSet());
    for (var round = 0; !left.isEmpty(); round++) {
      if (round == ROUNDS_MAX) {
        throw new IllegalStateException("contacts keep changing while they are marked as gone");
      }
      left = archive(left, now);
    }
  }

  private Set<ContactId> archive(Collection<ContactId> gone, Instant now) {
    return contacts.replace(
        contacts.find(gone).values().stream()
            .filter(contact -> contact.archivedAt().isEmpty())
            .map(contact -> contact.archived(now))
            .toList());
  }
}
