package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.ContactLink;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The people an agency knows, with their links to CRMs.
@DrivingPort
public interface FindContacts {

  /// Those of them that there are; by the id of somebody merged, whoever they were merged into.
  Map<ContactId, Found> find(AgencyId agency, Collection<ContactId> ids);

  default Optional<Found> find(AgencyId agency, ContactId id) {
    return Optional.ofNullable(find(agency, Set.of(id)).get(id));
  }

  Slice<Found> list(AgencyId agency, ContactFilter filter, Slice.Request request);

  record Found(Contact contact, List<Tie> ties) {

    public Found {
      ties = List.copyOf(ties);
    }
  }

  /// A link and the CRM it leads to.
  record Tie(CrmProvider provider, ContactLink link) {}

  static FindContacts using(Transactions transactions, Stores stores) {
    return new FindingContacts(
        transactions, stores.contacts(), stores.links(), stores.connections());
  }
}
