package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.Contact;

/// Makes a discarded version current again, as a new audited write. Consent is never restored.
@DrivingPort
@FunctionalInterface
public interface RestoreVersion {

  Outcome restore(AgencyId agency, AuditEntryId entry, String actor);

  sealed interface Outcome {

    record Restored(Contact contact) implements Outcome {}

    /// There is no such entry, or it discarded nothing.
    record NothingToRestore() implements Outcome {}

    /// The person was erased.
    record WasErased() implements Outcome {}
  }

  static RestoreVersion using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new RestoringVersion(
        world.transactions(),
        stores.contacts(),
        stores.audit(),
        TellCrms.using(stores, world, crms, lanes),
        world.ids(),
        world.clock());
  }
}
