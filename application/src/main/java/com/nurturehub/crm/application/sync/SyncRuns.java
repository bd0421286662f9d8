package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Watermark;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What passes over connections did, and how far they got.
@DrivenPort
public interface SyncRuns {

  /// The run in progress, if there is one.
  Optional<SyncRun.Running> running(ConnectionId connection);

  Optional<SyncRun> latest(ConnectionId connection);

  Optional<SyncRun> find(SyncRunId id);

  void keep(SyncRun run);

  Slice<SyncRun> list(Collection<ConnectionId> connections, Slice.Request request);

  Watermark watermark(ConnectionId connection);

  void keep(Watermark watermark);

  /// Notes what a full pass has come across, as a few bytes per page and no row per contact.
  void saw(SyncRun.Running run, Collection<ExternalId> ids);

  /// How many live links the pass has not come across.
  long unseen(SyncRun.Running run);

  /// Those links, in a stable order, after the one given.
  List<ContactLink> unseen(SyncRun.Running run, Optional<ExternalId> after, int most);

  /// Forgets what the pass has come across.
  void forget(SyncRun.Running run);
}
