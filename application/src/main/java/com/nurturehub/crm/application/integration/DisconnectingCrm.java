package com.nurturehub.crm.application.integration;

import static java.util.stream.Collectors.joining;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.connection.CrmConnectors;
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
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.event.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    CrmConnectors crms,
    Alarm alarm,
    Lanes lanes,
    Ids ids,
    InstantSource clock)
    implements DisconnectCrm {

  private static final Logger LOG = LoggerFactory.getLogger(DisconnectingCrm.class);
  private static final int AT_ONCE = 500;

  /// Later than any push waits.
  private static final Duration ANY_TIME = Duration.ofDays(3_650);

  /// The CRM is called outside of any transaction. Who connected another account meanwhile is not
  /// disconnected from that.
  @Override
  public Outcome disconnect(AgencyId agency, CrmProvider provider, String actor) {
    return transactions
        .in(agency, () -> connected(provider).map(this::leaving))
        .<Outcome>map(leaving -> {
          var left = takeBack(leaving);
          return transactions.in(
              agency,
              () ->
                  connected(provider)
                      .filter(current -> current.id().equals(leaving.connection().id()))
                      .<Outcome>map(current -> disconnect(current, left, actor))
                      .orElseGet(Outcome.NotConnected::new));
        })
        .orElseGet(Outcome.NotConnected::new);
  }

  private record Leaving(Connection connection, Optional<ChangeFeed> feed) {}

  private Optional<Connection> connected(CrmProvider provider) {
    return connections.of(provider).filter(Connection::isConnected);
  }

  private Leaving leaving(Connection connection) {
    return new Leaving(connection, subscriptions.of(connection.id()).feed());
  }

  /// What could not be taken back, in words for the agency. Whatever goes wrong at the CRM, nobody
  /// is kept from leaving it.
  private Optional<String> takeBack(Leaving leaving) {
    try {
      crms.letGo(leaving.connection(), leaving.feed());
      return Optional.empty();
    } catch (CrmFailure failure) {
      LOG.warn("not taken back connection={} cause={}", leaving.connection().id(), failure.why());
      // Without access there is nothing left to be taken back.
      return failure.why() == FailureCause.ACCESS_REVOKED
          ? Optional.empty()
          : Optional.of(left(leaving, failure));
    }
  }

  private String left(Leaving leaving, CrmFailure failure) {
    var provider = leaving.connection().provider();
    var registration =
        leaving.feed().stream()
            .filter(ChangeFeed.Webhooks.class::isInstance)
            .map(feed ->
                " Remove NurtureHub's webhook %s at %s."
                    .formatted(((ChangeFeed.Webhooks) feed).registration(), provider.title()))
            .collect(joining());
    var parting = crms.offer(provider).map(CrmConnectors.Offer::parting).orElse("");
    return "%s%s %s"
        .formatted(Optional.ofNullable(failure.getMessage()).orElse(""), registration, parting)
        .strip();
  }

  /// Closing the lane first takes its fencing number away from whoever works it.
  private Outcome disconnect(Connection connection, Optional<String> left, String actor) {
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
    left.ifPresent(detail -> alarm.raise(connection.id(), FailureCause.REVOKE_BY_HAND, detail));
    var kept = links.count(connection.id());
    audit.append(List.of(entry(connection, left, actor, now)));
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

  private AuditEntry entry(
      Connection connection, Optional<String> left, String actor, Instant now) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        now,
        Kind.DISCONNECTED,
        Optional.empty(),
        Optional.of(connection.id()),
        Optional.of(connection.provider()),
        Optional.empty(),
        Optional.empty(),
        "%s was disconnected; its credentials are forgotten, contacts and this trail are kept.%s"
            .formatted(
                connection.provider().title(),
                left.isPresent() ? " Something has to be taken back there by hand." : ""),
        actor);
  }
}
