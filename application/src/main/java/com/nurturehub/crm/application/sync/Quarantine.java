package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRunId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// Records that could not be taken, with what the CRM sent. One entry per connection and external
/// id.
@DrivenPort
public interface Quarantine {

  void put(ConnectionId connection, SyncRunId run, Collection<Quarantined> records, Instant at);

  /// These could be taken after all.
  void release(ConnectionId connection, Collection<ExternalId> ids);

  Slice<Entry> list(Slice.Request request);

  Optional<Entry> find(UUID id);

  long count(ConnectionId connection);

  record Entry(
      UUID id, ConnectionId connection, SyncRunId run, Quarantined quarantined, Instant at) {}
}
