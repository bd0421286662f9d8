package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactVersion;
import java.util.Set;

/// Two versions that both changed and do not agree. Both times are ours: the CRM's is already
/// corrected by its clock's offset.
public record Dispute(ContactVersion hub, ContactVersion crm, Set<ContactField> differing) {

  public Dispute {
    differing = Set.copyOf(differing);
  }
}
