package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

record SettlingDuplicates(
    Transactions transactions,
    Contacts contacts,
    Duplicates duplicates,
    AuditTrail audit,
    Ids ids,
    InstantSource clock)
    implements SettleDuplicates {

  private static final int TOGETHER_MAX = 20;

  @Override
  public Slice<Duplicates.Proposal> open(AgencyId agency, Slice.Request request) {
    return transactions.in(agency, () -> duplicates.open(request));
  }

  @Override
  public boolean keepApart(AgencyId agency, Set<ContactId> people, String actor) {
    if (people.size() > TOGETHER_MAX) {
      throw tooFewOrMany();
    }
    return transactions.in(agency, () -> keepApart(people, actor));
  }

  private boolean keepApart(Set<ContactId> people, String actor) {
    if (contacts.find(people).size() < people.size()) {
      return false;
    }
    if (people.size() < 2) {
      throw tooFewOrMany();
    }
    var now = clock.instant();
    duplicates.keepApart(people, now);
    audit.append(
        people.stream()
            .sorted(Comparator.comparing(ContactId::toString))
            .map(person -> entry(person, people.size() - 1, actor, now))
            .toList());
    return true;
  }

  private AuditEntry entry(ContactId person, int others, String actor, Instant now) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        now,
        Kind.KEPT_APART,
        Optional.of(person),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        others == 1
            ? "Found to be somebody else than another contact who looks alike."
            : "Found to be somebody else than %d other contacts who look alike.".formatted(others),
        actor);
  }

  private static InvalidRequest tooFewOrMany() {
    return new InvalidRequest("ids", "names 2 to 20 contacts");
  }
}
