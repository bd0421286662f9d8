package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Set;

/// Makes one contact of several, because a person found them to be the same. It is remembered: the
/// ids of those merged lead to the survivor ever after.
@DrivingPort
@FunctionalInterface
public interface MergeContacts {

  /// `survivor` is one of `people`. Merging again what is merged already changes nothing.
  ///
  /// @throws com.nurturehub.crm.application.InvalidRequest when these cannot be one
  Outcome merge(AgencyId agency, Set<ContactId> people, ContactId survivor, String actor);

  sealed interface Outcome {

    record Merged(Contact survivor) implements Outcome {}

    /// One of them is not known.
    record NoSuchContact() implements Outcome {}

    /// These CRMs have a record for more than one of them, and have to make one of those first.
    /// That is asked for as a change by hand.
    record ApartInCrm(Set<CrmProvider> crms) implements Outcome {

      public ApartInCrm {
        crms = Set.copyOf(crms);
      }
    }
  }

  static MergeContacts using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new MergingContacts(
        world.transactions(),
        stores.contacts(),
        stores.links(),
        stores.connections(),
        stores.outbox(),
        stores.handChanges(),
        stores.audit(),
        TellCrms.using(stores, world, crms, lanes),
        world.ids(),
        world.clock());
  }
}
