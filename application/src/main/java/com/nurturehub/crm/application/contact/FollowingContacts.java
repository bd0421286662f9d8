package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Collection;
import java.util.Map;

record FollowingContacts(Transactions transactions, ContactFeed feed) implements FollowContacts {

  @Override
  public Reading read(AgencyId agency, Position after, int most) {
    return transactions.in(agency, () -> feed.after(after, most));
  }

  @Override
  public Position end(AgencyId agency) {
    return transactions.in(agency, feed::end);
  }

  @Override
  public Map<AgencyId, Position> ends(Collection<AgencyId> agencies) {
    return agencies.isEmpty() ? Map.of() : feed.ends(agencies);
  }
}
