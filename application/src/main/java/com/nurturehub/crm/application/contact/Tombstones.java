package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Remembers who was erased, without remembering them: keyed digests of external ids, e-mail
/// addresses and of our own reference, which a CRM may show on a record that it made for us.
@DrivenPort
public interface Tombstones {

  void bury(Map<CrmProvider, ExternalId> ids, Collection<EmailAddress> emails);

  /// Also a record of theirs that nobody here knows of yet.
  void bury(ContactId reference);

  /// Those of the contacts who were erased and must not come back.
  Set<ExternalId> among(CrmProvider provider, Collection<CrmContact> contacts);

  /// Those of the addresses that belonged to somebody who was erased.
  Set<EmailAddress> among(Collection<EmailAddress> emails);
}
