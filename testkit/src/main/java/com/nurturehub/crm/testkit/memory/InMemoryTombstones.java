package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who was erased. In memory there is no key; a digest stands for what a database would keep.
public final class InMemoryTombstones implements Tombstones {

  private final Rows<String> rows;

  public InMemoryTombstones(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "tombstone", String.class);
  }

  @Override
  public void bury(Map<CrmProvider, ExternalId> ids, Collection<EmailAddress> emails) {
    ids.forEach((provider, id) -> bury(digest(provider, id)));
    emails.forEach(email -> bury(digest(email)));
  }

  @Override
  public void bury(ContactId reference) {
    bury(digest(reference));
  }

  private void bury(String digest) {
    rows.put(digest, digest);
  }

  @Override
  public Set<ExternalId> among(CrmProvider provider, Collection<CrmContact> contacts) {
    return contacts.stream()
        .filter(contact ->
            isBuried(digest(provider, contact.id()))
                || contact.reference().filter(id -> isBuried(digest(id))).isPresent()
                || contact.details().emails().stream().anyMatch(email -> isBuried(digest(email))))
        .map(CrmContact::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<EmailAddress> among(Collection<EmailAddress> emails) {
    return emails.stream().filter(email -> isBuried(digest(email))).collect(Collectors.toSet());
  }

  private boolean isBuried(String digest) {
    return rows.find(digest).isPresent();
  }

  private static String digest(CrmProvider provider, ExternalId id) {
    return Hash.of("%s %s".formatted(provider, id));
  }

  private static String digest(ContactId reference) {
    return Hash.of(reference.toString());
  }

  private static String digest(EmailAddress email) {
    return Hash.of(email.value());
  }
}
