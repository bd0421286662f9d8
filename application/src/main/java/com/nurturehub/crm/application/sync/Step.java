package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.conflict.Conflict;
import com.nurturehub.crm.domain.conflict.Reconciled;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.link.Match.Ground;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import com.nurturehub.crm.domain.sync.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be done with one contact of a page. `open` is the push that waited for it, if one
/// did, and `takenBack` are those set aside earlier that this comparison makes needless.
record Step(
    CrmContact theirs,
    Optional<Contact> before,
    Reconciled reconciled,
    Optional<Ground> matchedBy,
    Optional<Due> open,
    List<SetAside> takenBack) {

  Step {
    takenBack = List.copyOf(takenBack);
  }

  boolean newlyLinked() {
    return before.isEmpty() || matchedBy.isPresent();
  }

  /// Who was known here was met in the CRM for the first time.
  Optional<Match> match() {
    var after = reconciled.contact().details();
    return matchedBy.flatMap(
        ground -> before.map(known -> new Match(ground, after.differencesFrom(known.details()))));
  }

  Change change() {
    if (before.isEmpty()) {
      return Change.CREATED;
    }
    if (reconciled.conflict().isPresent()) {
      return Change.CONFLICTED;
    }
    return newlyLinked() || changesContact() ? Change.UPDATED : Change.UNCHANGED;
  }

  boolean changesContact() {
    return before.map(reconciled::changes).orElse(true);
  }

  TellCrms.Changed changed() {
    var after = reconciled.contact();
    return before
        .map(known -> TellCrms.Changed.edited(known, after))
        .orElseGet(() -> TellCrms.Changed.added(after));
  }

  Optional<AuditEntry> auditEntry(Connection connection, Ids ids, Instant now) {
    return reconciled
        .conflict()
        .map(conflict ->
            new AuditEntry(
                new AuditEntryId(ids.next()),
                now,
                conflict.firstMatch() ? Kind.FIRST_MATCH : Kind.CONFLICT,
                Optional.of(reconciled.contact().id()),
                Optional.of(connection.id()),
                Optional.of(connection.provider()),
                Optional.of(outcome(conflict)),
                Optional.of(new Versions(conflict.hub().details(), conflict.crm().details())),
                conflict.resolution().reason(),
                "sync"));
  }

  private static Outcome outcome(Conflict conflict) {
    return new Outcome(
        conflict.resolution().winner(),
        conflict.hub().modifiedAt(),
        conflict.crm().modifiedAt(),
        conflict.clockOffset(),
        conflict.differing(),
        conflict.resolution().toHub(),
        conflict.policy().name());
  }
}
