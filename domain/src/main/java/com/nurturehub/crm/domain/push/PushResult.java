package com.nurturehub.crm.domain.push;

import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import java.util.Optional;

/// How a push ends at the CRM, where it ends in an answer.
public sealed interface PushResult {

  /// The CRM has it. `readBack` is what it shows now; it is reconciled like any version. `found`
  /// says that an earlier attempt had landed after all.
  record Landed(ExternalId id, Optional<CrmContact> readBack, boolean found)
      implements PushResult {}

  /// Nothing was written: the CRM has moved on since we compared.
  record Moved(CrmContact current) implements PushResult {}

  /// Nothing was written: the CRM does not accept it, in words fit for the agency.
  record Refused(String reason) implements PushResult {}

  /// Nothing was written: the CRM has no such record any more.
  record Gone() implements PushResult {}
}
