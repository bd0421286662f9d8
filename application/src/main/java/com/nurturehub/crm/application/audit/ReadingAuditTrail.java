package com.nurturehub.crm.application.audit;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Optional;

record ReadingAuditTrail(Transactions transactions, AuditTrail audit) implements ReadAuditTrail {

  @Override
  public Slice<AuditTrail.Entry> list(
      AgencyId agency, Optional<ContactId> about, Slice.Request request) {
    return transactions.in(agency, () -> audit.list(about, request));
  }

  @Override
  public AuditTrail.Proof verify(AgencyId agency) {
    return transactions.in(agency, audit::verify);
  }
}
