package com.nurturehub.crm.application.push;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import java.util.Optional;

record ReviewingOutbox(Transactions transactions, Outbox outbox, HandChanges handChanges)
    implements ReviewOutbox {

  @Override
  public Slice<PushIntent> list(
      AgencyId agency,
      Optional<Outbox.State> state,
      Optional<ContactId> contact,
      Slice.Request request) {
    return transactions.in(agency, () -> outbox.list(state, contact, request));
  }

  @Override
  public Optional<PushIntent> find(AgencyId agency, PushId id) {
    return transactions.in(agency, () -> outbox.find(id));
  }

  @Override
  public Slice<HandChanges.Item> byHand(AgencyId agency, Slice.Request request) {
    return transactions.in(agency, () -> handChanges.open(request));
  }
}
