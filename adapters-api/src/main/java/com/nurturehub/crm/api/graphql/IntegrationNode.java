package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.connection.CrmConnectors.Field;
import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.application.integration.ListIntegrations.Health;
import com.nurturehub.crm.application.integration.ListIntegrations.Integration;
import com.nurturehub.crm.application.integration.ListIntegrations.Parting;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.InSync;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    Optional<InSyncNode> inSync,
    long quarantinedRecords,
    Optional<MessagesNode> messages,
    Optional<Parting> parting,
    List<AlertNode> alerts,
    Optional<SettingsNode> settings,
    Optional<CapabilitiesNode> capabilities,
    Optional<OfferNode> offer) {

  enum Status {
    NOT_OFFERED,
    NOT_CONNECTED,
    ACTIVE,
    SUSPENDED,
    DISCONNECTED
  }

  record OfferNode(
      List<Field> fields, String help, Optional<String> notice, Optional<String> signIn) {

    static OfferNode of(Offer offer) {
      return new OfferNode(offer.fields(), offer.help(), offer.notice(), offer.signIn());
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
      List<SignalKind> signals,
      List<SignalKind> unplacedSignals) {

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
          can.signals().stream().sorted().toList(),
          Arrays.stream(SignalKind.values())
              .filter(kind -> !can.signals().contains(kind))
              .toList());
    }
  }

  record SettingsNode(
      long intervalMinutes,
      PolicyChoice policy,
      List<ContactField> hubOwns,
      boolean createContacts,
      List<CreateDefaultNode> createDefaults,
      boolean scoreWriteBack,
      boolean previewFirst,
      boolean paused) {

    static SettingsNode of(ConnectionSettings chosen) {
      return new SettingsNode(
          chosen.interval().toMinutes(),
          chosen.policy(),
          chosen.hubOwns().stream().sorted().toList(),
          chosen.createContacts(),
          chosen.createDefaults().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(filled -> new CreateDefaultNode(filled.getKey(), filled.getValue()))
              .toList(),
          chosen.scoreWriteBack(),
          chosen.previewFirst(),
          chosen.paused());
    }
  }

  record CreateDefaultNode(String name, String value) {}

  record InSyncNode(int percent, long contacts, long waiting) {

    static Optional<InSyncNode> of(InSync counted) {
      var percent = counted.percent();
      return percent.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new InSyncNode(
                  percent.getAsInt(), counted.proven(), counted.all() - counted.proven()));
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
        integration.inSync().flatMap(InSyncNode::of),
        integration.quarantined(),
        integration.messages().map(MessagesNode::of),
        integration.parting(),
        integration.alerts().stream().map(alert -> AlertNode.of(alert, provider)).toList(),
        connection.map(known -> SettingsNode.of(known.settings())),
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
