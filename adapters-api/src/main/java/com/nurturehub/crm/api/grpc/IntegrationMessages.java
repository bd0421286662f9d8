package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.link.InSync;
import com.nurturehub.crm.v1.Capabilities;
import com.nurturehub.crm.v1.CredentialField;
import com.nurturehub.crm.v1.Health;
import com.nurturehub.crm.v1.Integration;
import com.nurturehub.crm.v1.IntegrationStatus;
import com.nurturehub.crm.v1.Offer;
import com.nurturehub.crm.v1.Parting;

/// Integrations on the wire.
final class IntegrationMessages {

  private IntegrationMessages() {}

  static Integration integration(ListIntegrations.Integration integration) {
    var message =
        Integration.newBuilder()
            .setProvider(Words.toWire(integration.provider()))
            .setTitle(integration.provider().title())
            .setStatus(status(integration))
            .setHealth(Words.toWire(Health.class, "HEALTH_", integration.health()))
            .setHealthReason(integration.healthReason())
            .setLinkedContacts(integration.linked())
            .setQuarantinedRecords(integration.quarantined());
    integration.connection().ifPresent(connection -> tell(connection, message));
    integration.nextSyncAt().map(Times::toWire).ifPresent(message::setNextSyncAt);
    integration.running().map(RunMessages::run).ifPresent(message::setCurrentRun);
    integration.lastRun().map(RunMessages::run).ifPresent(message::setLastRun);
    integration.parting().map(IntegrationMessages::parting).ifPresent(message::setParting);
    integration.inSync().ifPresent(counted -> tell(counted, message));
    integration.offer().map(IntegrationMessages::offer).ifPresent(message::setOffer);
    integration.alerts().stream().map(AlertMessages::alert).forEach(message::addAlerts);
    return message.build();
  }

  private static IntegrationStatus status(ListIntegrations.Integration integration) {
    return integration
        .connection()
        .map(Connection::state)
        .map(state -> Words.toWire(IntegrationStatus.class, "INTEGRATION_STATUS_", state))
        .orElse(
            integration.offer().isPresent()
                ? IntegrationStatus.INTEGRATION_STATUS_NOT_CONNECTED
                : IntegrationStatus.INTEGRATION_STATUS_NOT_OFFERED);
  }

  private static void tell(Connection connection, Integration.Builder message) {
    message
        .setAccount(connection.account().value())
        .setConnectedAt(Times.toWire(connection.connectedAt()));
    connection.syncedAt().map(Times::toWire).ifPresent(message::setLastSyncedAt);
  }

  private static void tell(InSync counted, Integration.Builder message) {
    counted
        .percent()
        .ifPresent(percent ->
            message
                .getInSyncBuilder()
                .setPercent(percent)
                .setContacts(counted.proven())
                .setWaiting(counted.all() - counted.proven()));
  }

  private static Parting parting(ListIntegrations.Parting parting) {
    return Parting.newBuilder()
        .setContactsKept(parting.contactsKept())
        .setPushesWaiting(parting.pushesWaiting())
        .setAfterwards(parting.afterwards())
        .build();
  }

  private static Offer offer(CrmConnectors.Offer offer) {
    var message =
        Offer.newBuilder()
            .setHelp(offer.help())
            .setNotice(offer.notice().orElse(""))
            .setSignIn(offer.signIn().orElse(""))
            .setCapabilities(capabilities(offer.capabilities()));
    for (var field : offer.fields()) {
      message.addCredentialFields(
          CredentialField.newBuilder()
              .setName(field.name())
              .setLabel(field.label())
              .setHint(field.hint())
              .setSecret(field.secret()));
    }
    return message.build();
  }

  private static Capabilities capabilities(
      com.nurturehub.crm.domain.connection.Capabilities capabilities) {
    return Capabilities.newBuilder()
        .setListsContacts(capabilities.listsContacts())
        .setCreatesContacts(capabilities.creates())
        .setReportsDeletions(capabilities.reportsDeletions())
        .setWebhooks(capabilities.webhooks())
        .addAllReadableFields(Words.toWire(capabilities.readable()))
        .addAllWritableFields(Words.toWire(capabilities.writable()))
        .build();
  }
}
