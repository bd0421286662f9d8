package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.application.sync.SyncSchedule;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

record ListingIntegrations(
    Transactions transactions,
    Connections connections,
    ContactLinks links,
    SyncRuns runs,
    Quarantine quarantine,
    Outbox outbox,
    Alerts alerts,
    EventInbox inbox,
    Subscriptions subscriptions,
    CrmConnectors crms)
    implements ListIntegrations {

  @Override
  public List<Integration> list(AgencyId agency) {
    return transactions.in(
        agency, () -> Arrays.stream(CrmProvider.values()).map(this::integration).toList());
  }

  private Integration integration(CrmProvider provider) {
    var offer = crms.offer(provider);
    return connections
        .of(provider)
        .map(connection ->
            connection.state() == ConnectionState.DISCONNECTED
                ? disconnected(connection, offer)
                : connected(connection, offer))
        .orElseGet(() -> neverConnected(provider, offer));
  }

  private static Integration neverConnected(
      CrmProvider provider, Optional<CrmConnectors.Offer> offer) {
    return new Integration(
        provider,
        offer,
        Optional.empty(),
        Health.NONE,
        offer.isPresent() ? "Not connected." : "Not available yet.",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Integration disconnected(Connection connection, Optional<CrmConnectors.Offer> offer) {
    return new Integration(
        connection.provider(),
        offer,
        Optional.of(connection),
        Health.NONE,
        "Disconnected. The contacts it brought stay in NurtureHub.",
        Optional.empty(),
        runs.latest(connection.id()),
        Optional.empty(),
        links.count(connection.id()),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        alerts.open(List.of(connection.id())));
  }

  private Integration connected(Connection connection, Optional<CrmConnectors.Offer> offer) {
    var id = connection.id();
    var open = alerts.open(List.of(id));
    var unreadable = quarantine.count(id);
    var subscription = subscriptions.of(id);
    var linked = links.count(id);
    var diagnosis = diagnose(connection, open, unreadable, outbox.count(id, State.SET_ASIDE));
    return new Integration(
        connection.provider(),
        offer,
        Optional.of(connection),
        diagnosis.health(),
        diagnosis.reason(),
        runs.running(id),
        runs.latest(id),
        connection.syncedAt().map(at -> SyncSchedule.nextAfter(connection, subscription, at)),
        linked,
        runs.watermark(id).changesSince().map(_ -> links.inSync(id)),
        unreadable,
        Optional.of(new Messages(subscription, inbox.lastAt(id), inbox.countWaiting(id))),
        Optional.of(
            new Parting(
                linked,
                outbox.count(id, State.DUE),
                offer.map(CrmConnectors.Offer::parting).orElse(""))),
        open);
  }

  private record Diagnosis(Health health, String reason) {}

  private static Diagnosis diagnose(
      Connection connection, List<Alert.Open> open, long unreadable, long setAside) {
    if (connection.state() == ConnectionState.SUSPENDED) {
      var why = open.stream().map(alert -> alert.remedy().todo()).findFirst();
      return new Diagnosis(Health.RED, why.orElse("Stopped until somebody reconnects it."));
    }
    if (!open.isEmpty()) {
      return new Diagnosis(Health.AMBER, open.getFirst().remedy().todo());
    }
    if (setAside > 0) {
      return new Diagnosis(Health.AMBER, "%d changes could not be delivered.".formatted(setAside));
    }
    if (unreadable > 0) {
      return new Diagnosis(
          Health.AMBER, "%d records could not be read and were skipped.".formatted(unreadable));
    }
    return new Diagnosis(Health.GREEN, "Syncing normally.");
  }
}
