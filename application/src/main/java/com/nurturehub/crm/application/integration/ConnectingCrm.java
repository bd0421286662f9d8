package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.sync.Pass;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

record ConnectingCrm(
    Transactions transactions,
    Connections connections,
    CredentialVault vault,
    SyncRuns runs,
    Outbox outbox,
    Subscriptions subscriptions,
    AuditTrail audit,
    CrmConnectors crms,
    Alarm alarm,
    Logbook logbook,
    Lanes lanes,
    Ids ids,
    InstantSource clock)
    implements ConnectCrm {

  private static final int AT_ONCE = 500;

  static ConnectingCrm using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new ConnectingCrm(
        world.transactions(),
        stores.connections(),
        stores.vault(),
        stores.runs(),
        stores.outbox(),
        stores.subscriptions(),
        stores.audit(),
        crms,
        new Alarm(stores.alerts(), world.ids(), world.clock()),
        new Logbook(stores.log(), world.ids(), world.clock()),
        lanes,
        world.ids(),
        world.clock());
  }

  /// The account is proved before anything is kept, and outside the transaction, because it takes a
  /// call.
  @Override
  public Outcome connect(AgencyId agency, Request request) {
    return crms.offer(request.provider()).isEmpty()
        ? new Outcome.NotOffered()
        : claimed(agency, request, () -> crms.claiming(request.provider(), request.typed()));
  }

  /// `claim` makes the connector of the claimed account, or says why nobody can have it.
  Outcome claimed(AgencyId agency, Request request, Supplier<CRMConnector> claim) {
    try {
      var account = claim.get().authenticate();
      return transactions.in(agency, () -> keep(agency, request, account));
    } catch (CrmFailure.Persistent refused) {
      note(agency, request, refused);
      return new Outcome.Refused("", message(refused));
    } catch (CrmFailure.Transient | CrmFailure.Ambiguous failure) {
      note(agency, request, failure);
      return new Outcome.Unreachable(message(failure));
    }
  }

  private void note(AgencyId agency, Request request, CrmFailure failure) {
    var result = Result.failed(failure.why(), message(failure));
    transactions.run(agency, () -> note(request, result));
  }

  private void note(Request request, Result result) {
    var provider = Subject.of(request.provider());
    logbook.pressed(request.actor(), SyncEvent.Kind.CONNECT, provider, result);
  }

  private Outcome keep(AgencyId agency, Request request, AccountIdentity account) {
    var current = connections.of(request.provider());
    if (current.filter(c -> isAnother(c, account)).isPresent()) {
      var why =
          "Another account is connected; disconnect %s first.".formatted(current.get().account());
      note(request, Result.refused(why));
      return new Outcome.Refused("", why);
    }
    if (!connections.claim(request.provider(), account)) {
      note(request, Result.refused("Another agency has connected this account."));
      return new Outcome.AccountTaken();
    }
    var known = connections.of(request.provider(), account);
    var connection =
        known
            .map(before -> before.reconnected(account, clock.instant()))
            .orElseGet(() -> fresh(agency, request, account))
            .with(previewing(request, known));
    connections.keep(connection);
    vault.keep(request.provider(), request.typed());
    known.filter(before -> before.state() == ConnectionState.DISCONNECTED).ifPresent(this::catchUp);
    subscriptions.keep(Subscription.none(connection.id()));
    lanes.open(connection.id(), agency);
    audit.append(List.of(entry(connection, request.actor())));
    return new Outcome.Connected(connection);
  }

  /// What was decided while the CRM was disconnected: a full pass compares everything, and what
  /// could not be told is told now, because an opt-out does not wait for a pass.
  private void catchUp(Connection connection) {
    var now = clock.instant();
    alarm.resolve(
        connection.id(), List.of(FailureCause.REVOKE_BY_HAND), "The account is connected again.");
    runs.keep(runs.watermark(connection.id()).requested(now, Pass.FULL));
    while (true) {
      var untold = outbox.setAside(connection.id(), FailureCause.ACCESS_REVOKED, AT_ONCE);
      if (untold.isEmpty()) {
        return;
      }
      outbox.reopen(untold.stream().map(push -> push.retried(now)).toList());
    }
  }

  private static boolean isAnother(Connection current, AccountIdentity account) {
    return current.isConnected() && !current.account().equals(account);
  }

  private static ConnectionSettings previewing(Request request, Optional<Connection> known) {
    var before = known.map(Connection::settings).orElse(ConnectionSettings.DEFAULT);
    return before.previewing(before.previewFirst() || request.previewFirst());
  }

  private Connection fresh(AgencyId agency, Request request, AccountIdentity account) {
    return new Connection(
        new ConnectionId(ids.next()),
        agency,
        request.provider(),
        account,
        ConnectionState.ACTIVE,
        ConnectionSettings.DEFAULT,
        Duration.ZERO,
        clock.instant(),
        Optional.empty());
  }

  private AuditEntry entry(Connection connection, String actor) {
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        clock.instant(),
        Kind.CONNECTED,
        Optional.empty(),
        Optional.of(connection.id()),
        Optional.of(connection.provider()),
        Optional.empty(),
        Optional.empty(),
        "%s was connected.".formatted(connection.provider().title()),
        actor);
  }

  private static String message(CrmFailure failure) {
    var message = failure.getMessage();
    return message == null ? failure.why().remedy().todo() : message;
  }
}
