package com.nurturehub.crm.application.push;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import java.util.Optional;

/// What is owed to the CRMs, and what a person must change there.
@DrivingPort
public interface ReviewOutbox {

  Slice<PushIntent> list(
      AgencyId agency,
      Optional<Outbox.State> state,
      Optional<ContactId> contact,
      Slice.Request request);

  Optional<PushIntent> find(AgencyId agency, PushId id);

  Slice<HandChanges.Item> byHand(AgencyId agency, Slice.Request request);

  static ReviewOutbox using(Transactions transactions, Stores stores) {
    return new ReviewingOutbox(transactions, stores.outbox(), stores.handChanges());
  }
}
