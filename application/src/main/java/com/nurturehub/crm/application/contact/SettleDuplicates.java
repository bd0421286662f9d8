package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Set;

/// People who may be one and the same, and what a person says about it.
@DrivingPort
public interface SettleDuplicates {

  /// The longest waiting first.
  Slice<Duplicates.Proposal> open(AgencyId agency, Slice.Request request);

  /// Remembers for ever that these are different people. False when one of them is not known.
  boolean keepApart(AgencyId agency, Set<ContactId> contacts, String actor);

  static SettleDuplicates using(Stores stores, World world) {
    return new SettlingDuplicates(
        world.transactions(),
        stores.contacts(),
        stores.duplicates(),
        stores.audit(),
        world.ids(),
        world.clock());
  }
}
