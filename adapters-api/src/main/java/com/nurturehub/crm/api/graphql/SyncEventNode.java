package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Direction;
import com.nurturehub.crm.domain.log.SyncEvent.Entity;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import java.time.Instant;
import java.util.Optional;

record SyncEventNode(
    String id,
    Instant at,
    Kind kind,
    String title,
    Direction direction,
    Entity entity,
    Optional<CrmProvider> provider,
    Optional<ContactId> contactId,
    Optional<String> externalId,
    Outcome outcome,
    String said,
    Optional<FailureCause> error,
    Optional<String> actor) {

  static SyncEventNode of(SyncEvent event) {
    return new SyncEventNode(
        event.id().toString(),
        event.at(),
        event.kind(),
        event.kind().title(),
        event.kind().direction(),
        event.kind().entity(),
        event.subject().provider(),
        event.subject().contact(),
        event.subject().externalId().map(ExternalId::value),
        event.result().outcome(),
        event.result().said(),
        event.result().error(),
        event.actor());
  }
}
