package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Collection;
import java.util.Map;

/// Tells what was committed about an agency's contacts, from wherever the caller left off. The
/// caller keeps the position, so that any node can go on for any other.
@DrivingPort
public interface FollowContacts {

  Reading read(AgencyId agency, Position after, int most);

  Position end(AgencyId agency);

  /// Where the feeds of these agencies end, in one look; those without a change are left out.
  Map<AgencyId, Position> ends(Collection<AgencyId> agencies);

  static FollowContacts using(Transactions transactions, ContactFeed feed) {
    return new FollowingContacts(transactions, feed);
  }
}
