package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

record ChangingSettings(
    Transactions transactions,
    Connections connections,
    Approvals approvals,
    Alarm alarm,
    AuditTrail audit,
    Lanes lanes,
    Ids ids,
    InstantSource clock)
    implements ChangeSettings {

  @Override
  public Optional<Connection> change(
      AgencyId agency,
      CrmProvider provider,
      UnaryOperator<ConnectionSettings> change,
      String actor) {
    return transactions.in(
        agency,
        () ->
            connections
                .of(provider)
                .filter(Connection::isConnected)
                .map(connection -> change(connection, change, actor)));
  }

  private Connection change(
      Connection before, UnaryOperator<ConnectionSettings> change, String actor) {
    var after = before.with(chosen(before, change));
    if (after.equals(before)) {
      return before;
    }
    connections.keep(after);
    if (before.settings().previewFirst() && !after.settings().previewFirst()) {
      skipPreview(after, actor);
    }
    lanes.wake(after.id());
    audit.append(List.of(entry(before, after, actor)));
    return after;
  }

  /// Who wants a preview again later is shown a new one.
  private void skipPreview(Connection connection, String actor) {
    approvals
        .latest(connection.id(), Kind.PREVIEW)
        .ifPresent(asked -> approvals.keep(asked.answered(Answer.APPROVED).used()));
    alarm.resolve(
        connection.id(), List.of(FailureCause.PREVIEW_WAITS), "Skipped by " + actor + ".");
  }

  private static ConnectionSettings chosen(
      Connection before, UnaryOperator<ConnectionSettings> change) {
    try {
      return change.apply(before.settings());
    } catch (IllegalArgumentException outOfRange) {
      throw new InvalidRequest("settings", String.valueOf(outOfRange.getMessage()));
    }
  }

  private AuditEntry entry(Connection before, Connection after, String actor) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        clock.instant(),
        AuditEntry.Kind.SETTINGS_CHANGED,
        Optional.empty(),
        Optional.of(after.id()),
        Optional.of(after.provider()),
        Optional.empty(),
        Optional.empty(),
        "Settings changed from %s to %s.".formatted(before.settings(), after.settings()),
        actor);
  }
}
