package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactId;

/// The right to erasure: everything personal goes, also from the audit trail, whose chain stays
/// whole, and the person comes back by no poll, push or restore.
@DrivingPort
@FunctionalInterface
public interface EraseContact {

  /// False when there is no such contact.
  boolean erase(AgencyId agency, ContactId id, String actor);

  static EraseContact using(Stores stores, World world) {
    return new ErasingContact(
        world.transactions(),
        stores.contacts(),
        stores.links(),
        stores.connections(),
        stores.tombstones(),
        stores.inbox(),
        stores.audit(),
        world.ids(),
        world.clock());
  }
}
