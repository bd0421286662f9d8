package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.ContactLink;
import java.util.List;
import java.util.Optional;

/// The people an agency knows, with their links to CRMs.
@DrivingPort
public interface FindContacts {

  Optional<Found> find(AgencyId agency, ContactId id);

  Slice<Found> list(AgencyId agency, ContactFilter filter, Slice.Request request);

  record Found(Contact contact, List<Tie> ties) {

    public Found {
      ties = List.copyOf(ties);
    }
  }

  /// A link and the CRM it leads to.
  record Tie(CrmProvider provider, ContactLink link) {}
}
