package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Instant;
import java.util.Set;

/// Which contacts are to be read.
public sealed interface Reading {

  /// All of them, archived ones included, from a position on.
  record Everything(SyncCursor position) implements Reading {}

  /// Those that changed at or after an instant of the CRM's own time, from a position on.
  record Changes(Instant since, SyncCursor position) implements Reading {}

  /// Exactly these, wherever the CRM keeps them. Those it no longer has are left out.
  record Only(Set<ExternalId> ids) implements Reading {

    public Only {
      ids = Set.copyOf(ids);
    }
  }
}
