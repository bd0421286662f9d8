package com.nurturehub.crm.application.log;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.log.SyncEventId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Writes down what happens, inside the caller's transaction.
public record Logbook(SyncLog log, Ids ids, InstantSource clock) {

  public void note(Connection connection, Kind kind, Outcome outcome, String said) {
    log.note(List.of(event(connection, kind, outcome, said)));
  }

  /// About one person at a CRM.
  public void note(
      Connection connection,
      Kind kind,
      Outcome outcome,
      ContactId contact,
      Optional<ExternalId> externalId,
      String said) {
    log.note(
        List.of(about(event(connection, kind, outcome, said), Optional.of(contact), externalId)));
  }

  /// Somebody asked for it.
  public void asked(Connection connection, Kind kind, String said, String actor) {
    log.note(List.of(by(event(connection, kind, Outcome.DONE, said), actor)));
  }

  /// Somebody could not connect a CRM.
  public void refused(CrmProvider provider, String said, String actor) {
    log.note(
        List.of(
            new SyncEvent(
                new SyncEventId(ids.next()),
                clock.instant(),
                Kind.CONNECTION_REFUSED,
                Outcome.FAILED,
                Optional.empty(),
                Optional.of(provider),
                Optional.empty(),
                Optional.empty(),
                said,
                Optional.of(actor))));
  }

  public void forgetOld() {
    log.forgetBefore(clock.instant().minus(SyncLog.KEPT));
  }

  private SyncEvent event(Connection connection, Kind kind, Outcome outcome, String said) {
    return new SyncEvent(
        new SyncEventId(ids.next()),
        clock.instant(),
        kind,
        outcome,
        Optional.of(connection.id()),
        Optional.of(connection.provider()),
        Optional.empty(),
        Optional.empty(),
        said,
        Optional.empty());
  }

  private static SyncEvent by(SyncEvent event, String actor) {
    return new SyncEvent(
        event.id(),
        event.at(),
        event.kind(),
        event.outcome(),
        event.connection(),
        event.provider(),
        event.contact(),
        event.externalId(),
        event.said(),
        Optional.of(actor));
  }

  private static SyncEvent about(
      SyncEvent event, Optional<ContactId> contact, Optional<ExternalId> externalId) {
    return new SyncEvent(
        event.id(),
        event.at(),
        event.kind(),
        event.outcome(),
        event.connection(),
        event.provider(),
        contact,
        externalId,
        event.said(),
        event.actor());
  }
}
