package com.nurturehub.crm.persistence.vault;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;

/// What something encrypted is and whose; it decrypts as nothing else.
public record Context(String text) {

  public static Context credential(AgencyId agency, CrmProvider provider, String field) {
    return new Context("credential|%s|%s|%s".formatted(agency, provider, field));
  }

  public static Context applicationToken(CrmProvider provider) {
    return new Context("application token|%s".formatted(provider));
  }

  public static Context signIn(AgencyId agency, CrmProvider provider) {
    return new Context("sign-in|%s|%s".formatted(agency, provider));
  }

  /// Of the key that a contact's values in the audit trail are encrypted with.
  public static Context auditKey(AgencyId agency, ContactId contact) {
    return new Context("audit key|%s|%s".formatted(agency, contact));
  }
}
