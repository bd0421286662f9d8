package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// One page as the CRM served it. `next` is where to go on after it, `total` what the CRM declared
/// for the whole reading, `servedAt` the CRM's own clock, and `clockOffset` how far it was ahead of
/// ours when it answered. A record that could not be read is among `unreadable`; it never stops a
/// page. An external id is at most once on a page.
public record ContactPage(
    List<CrmContact> contacts,
    List<Quarantined> unreadable,
    SyncCursor next,
    OptionalLong total,
    Instant servedAt,
    Duration clockOffset) {

  public ContactPage {
    contacts = List.copyOf(contacts);
    unreadable = List.copyOf(unreadable);
  }

  public int size() {
    return contacts.size() + unreadable.size();
  }
}
