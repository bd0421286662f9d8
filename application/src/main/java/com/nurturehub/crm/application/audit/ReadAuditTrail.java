package com.nurturehub.crm.application.audit;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Optional;

/// What was decided, and the proof that nobody touched it since.
@DrivingPort
public interface ReadAuditTrail {

  Slice<AuditTrail.Entry> list(AgencyId agency, Optional<ContactId> about, Slice.Request request);

  AuditTrail.Proof verify(AgencyId agency);

  static ReadAuditTrail using(Transactions transactions, AuditTrail audit) {
    return new ReadingAuditTrail(transactions, audit);
  }
}
