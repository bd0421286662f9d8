package com.nurturehub.crm.application.log;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.log.SyncEventId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Says what happens, and writes it down inside the caller's transaction.
public record Logbook(SyncLog log, Ids ids, InstantSource clock) {

  /// NurtureHub's own doing, to be written down with others like it.
  public SyncEvent event(Kind kind, Subject subject, Result result) {
    return new SyncEvent(
        new SyncEventId(ids.next()), clock.instant(), kind, subject, result, Optional.empty());
  }

  public void note(Collection<SyncEvent> events) {
    if (!events.isEmpty()) {
      log.note(events);
    }
  }

  /// What a person did.
  public void pressed(String actor, Kind kind, Subject subject, Result result) {
    log.note(List.of(event(kind, subject, result).by(actor)));
  }
}
