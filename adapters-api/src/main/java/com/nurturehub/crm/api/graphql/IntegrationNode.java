package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.integration.ListIntegrations.Health;
import com.nurturehub.crm.application.integration.ListIntegrations.Integration;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record IntegrationNode(
    CrmProvider provider,
    String title,
    Status status,
    Health health,
    String healthReason,
    Optional<String> account,
    Optional<Instant> connectedAt,
    Optional<Instant> lastSyncedAt,
    Optional<Instant> nextSyncAt,
    Optional<RunNode> currentRun,
    Optional<RunNode> lastRun,
    long linkedContacts,
    long quarantinedRecords,
    List<AlertNode> alerts,
    Optional<CapabilitiesNode> capabilities,
    Optional<OfferNode> offer) {

  enum Status {
    NOT_OFFERED,
    NOT_CONNECTED,
    ACTIVE,
    SUSPENDED,
    DISCONNECTED
  }

  record OfferNode(List<Field> fields, String help, Optional<String> notice) {

    static OfferNode of(Offer offer) {
      return new OfferNode(offer.fields(), offer.help(), offer.notice());
    }
  }

  record CapabilitiesNode(
      boolean listsContacts,
      boolean createsContacts,
      boolean reportsDeletions,
      boolean webhooks,
      List<ContactField> readableFields,
      List<ContactField> writableFields,
      List<Channel> readableConsents,
      List<Channel> writableConsents,
      List<SignalKind> signals) {

    static CapabilitiesNode of(Offer offer) {
      var can = offer.capabilities();
      return new CapabilitiesNode(
          can.listsContacts(),
          can.creates(),
          can.reportsDeletions(),
          can.webhooks(),
          can.readable().stream().sorted().toList(),
          can.writable().stream().sorted().toList(),
          can.consentReadable().stream().sorted().toList(),
          can.consentWritable().stream().sorted().toList(),
          can.signals().stream().sorted().toList());
    }
  }

  static IntegrationNode of(Integration integration) {
    var provider = Optional.of(integration.provider());
    var connection = integration.connection();
    return new IntegrationNode(
        integration.provider(),
        integration.provider().title(),
        status(integration),
        integration.health(),
        integration.healthReason(),
        connection.map(known -> known.account().value()),
        connection.map(Connection::connectedAt),
        connection.flatMap(Connection::syncedAt),
        integration.nextSyncAt(),
        integration.running().map(run -> RunNode.of(run, provider)),
        integration.lastRun().map(run -> RunNode.of(run, provider)),
        integration.linked(),
        integration.quarantined(),
        integration.alerts().stream().map(alert -> AlertNode.of(alert, provider)).toList(),
        integration.offer().map(CapabilitiesNode::of),
        integration.offer().map(OfferNode::of));
  }

  private static Status status(Integration integration) {
    return integration
        .connection()
        .map(connection ->
            switch (connection.state()) {
              case ACTIVE -> Status.ACTIVE;
              case SUSPENDED -> Status.SUSPENDED;
              case DISCONNECTED -> Status.DISCONNECTED;
            })
        .orElse(integration.offer().isPresent() ? Status.NOT_CONNECTED : Status.NOT_OFFERED);
  }
}
