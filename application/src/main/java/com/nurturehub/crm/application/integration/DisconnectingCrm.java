package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.push.Outbox.Which;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.event.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

record DisconnectingCrm(
    Transactions transactions,
    Connections connections,
    ContactLinks links,
    CredentialVault vault,
    Outbox outbox,
    SyncRuns runs,
    EventInbox inbox,
    Subscriptions subscriptions,
    AuditTrail audit,
    Alarm alarm,
    Lanes lanes,
    Ids ids,
    InstantSource clock)
    implements DisconnectCrm {

  private static final int AT_ONCE = 500;

  /// Later than any push waits.
  private static final Duration ANY_TIME = Duration.ofDays(3_650);

  @Override
  public Outcome disconnect(AgencyId agency, CrmProvider provider, String actor) {
    return transactions.in(
        agency,
        () ->
            connections
                .of(provider)
                .filter(Connection::isConnected)
                .<Outcome>map(connection -> disconnect(connection, actor))
                .orElseGet(Outcome.NotConnected::new));
  }

  /// Closing the lane first takes its fencing number away from whoever works it.
  private Outcome disconnect(Connection connection, String actor) {
    var now = clock.instant();
    lanes.retire(connection.id());
    var disconnected = connection.in(ConnectionState.DISCONNECTED);
    connections.keep(disconnected);
    connections.release(connection.provider(), connection.account());
    vault.forget(connection.provider());
    inbox.forgetWaiting(connection.id());
    subscriptions.keep(Subscription.none(connection.id()));
    runs.running(connection.id())
        .ifPresent(run -> {
          runs.keep(run.fail(FailureCause.ACCESS_REVOKED, "disconnected", now));
          runs.forget(run);
        });
    var setAside = setAside(connection, now);
    alarm.resolve(
        connection.id(), List.of(FailureCause.values()), "The CRM has been disconnected.");
    var kept = links.count(connection.id());
    audit.append(List.of(entry(connection, actor, now)));
    return new Outcome.Disconnected(disconnected, kept, setAside);
  }

  private long setAside(Connection connection, Instant now) {
    var count = 0L;
    while (true) {
      var open = outbox.due(connection.id(), now.plus(ANY_TIME), AT_ONCE, Which.ALL);
      if (open.isEmpty()) {
        return count;
      }
      outbox.settle(open.stream().map(due -> new Settlement(due, due.disconnected(now))).toList());
      count += open.size();
    }
  }

  private AuditEntry entry(Connection connection, String actor, Instant now) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        now,
        Kind.DISCONNECTED,
        Optional.empty(),
        Optional.of(connection.id()),
        Optional.of(connection.provider()),
        Optional.empty(),
        Optional.empty(),
        "%s was disconnected; its credentials are forgotten, contacts and this trail are kept."
            .formatted(connection.provider().title()),
        actor);
  }
}
