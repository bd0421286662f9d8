package com.nurturehub.crm.application.audit;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.log.SyncEventId;
import java.util.List;
import java.util.Optional;

/// Whatever is decided stands in the sync log as well, where people look for what happened; the
/// trail keeps it for ever. The log is written first, because the trail is waited for.
public record LoggedAuditTrail(AuditTrail trail, SyncLog log) implements AuditTrail {

  /// What decides by itself while it syncs.
  private static final String NOBODY = "sync";

  @Override
  public void append(List<AuditEntry> entries) {
    log.note(entries.stream().map(LoggedAuditTrail::event).toList());
    trail.append(entries);
  }

  @Override
  public Slice<Entry> list(Optional<ContactId> about, Slice.Request request) {
    return trail.list(about, request);
  }

  @Override
  public Optional<Entry> find(AuditEntryId id) {
    return trail.find(id);
  }

  @Override
  public Proof verify() {
    return trail.verify();
  }

  @Override
  public void forget(ContactId person) {
    log.forget(person);
    trail.forget(person);
  }

  private static SyncEvent event(AuditEntry entry) {
    return new SyncEvent(
        new SyncEventId(entry.id().value()),
        entry.at(),
        kind(entry.kind()),
        new Subject(entry.connection(), entry.provider(), entry.about(), Optional.empty()),
        Result.done(entry.reason()),
        Optional.of(entry.actor()).filter(actor -> !actor.equals(NOBODY)));
  }

  private static Kind kind(AuditEntry.Kind decided) {
    return switch (decided) {
      case CONFLICT, FIRST_MATCH, LATE_EDIT -> Kind.CONFLICT;
      case RESTORED -> Kind.RESTORE;
      case ERASED -> Kind.ERASURE;
      case MERGED -> Kind.MERGE;
      case KEPT_APART -> Kind.KEEP_APART;
      case APPROVED -> Kind.APPROVAL;
      case REJECTED -> Kind.REJECTION;
      case CONNECTED -> Kind.CONNECT;
      case DISCONNECTED -> Kind.DISCONNECT;
      case SETTINGS_CHANGED -> Kind.SETTINGS;
    };
  }
}
