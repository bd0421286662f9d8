package com.nurturehub.crm.domain.push;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import java.util.Optional;
import java.util.Set;

/// How a push ends at the CRM, where it ends in an answer.
public sealed interface PushResult {

  /// The CRM has it. `readBack` is what it shows now; it is reconciled like any version. `found`
  /// says that an earlier attempt had landed after all. What was `declined` is for a person to do.
  record Landed(ExternalId id, Optional<CrmContact> readBack, boolean found, Declined declined)
      implements PushResult {

    public Landed(ExternalId id, Optional<CrmContact> readBack, boolean found) {
      this(id, readBack, found, Declined.NOTHING);
    }
  }

  /// What the CRM takes as a rule and did not take as it was this time: an e-mail address to be
  /// removed where one can only be added, a grant for a record that two people share.
  record Declined(Set<ContactField> fields, Set<Channel> consents) {

    public static final Declined NOTHING = new Declined(Set.of(), Set.of());

    public Declined {
      fields = Set.copyOf(fields);
      consents = Set.copyOf(consents);
    }
  }

  /// Nothing was written: the CRM has moved on since we compared. In answer to a creation: it has
  /// somebody already who may be the one.
  record Moved(CrmContact current) implements PushResult {}

  /// Nothing was written: the CRM does not accept it, in words fit for the agency.
  record Refused(String reason) implements PushResult {}

  /// Nothing was written: the CRM has no such record any more.
  record Gone() implements PushResult {}
}
