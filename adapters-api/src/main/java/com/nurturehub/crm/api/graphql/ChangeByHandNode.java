package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.ChangeByHand;
import java.time.Instant;
import java.util.Optional;

record ChangeByHandNode(
    String id,
    Optional<CrmProvider> provider,
    ContactId contactId,
    ChangeByHand.Kind kind,
    String what,
    String value,
    Instant since) {

  static ChangeByHandNode of(HandChanges.Item item, Optional<CrmProvider> provider) {
    var change = item.change();
    return new ChangeByHandNode(
        item.id().toString(),
        provider,
        change.contact(),
        change.kind(),
        change.what(),
        change.value(),
        change.since());
  }
}
