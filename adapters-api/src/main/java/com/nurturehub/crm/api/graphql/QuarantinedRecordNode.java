package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Instant;
import java.util.Optional;

record QuarantinedRecordNode(
    String id,
    Optional<CrmProvider> provider,
    Optional<String> externalId,
    String reason,
    String raw,
    Instant at) {

  static QuarantinedRecordNode of(Quarantine.Entry entry, Optional<CrmProvider> provider) {
    var record = entry.quarantined();
    return new QuarantinedRecordNode(
        entry.id().toString(),
        provider,
        record.externalId(),
        record.reason(),
        record.raw(),
        entry.at());
  }
}
