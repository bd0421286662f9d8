package com.nurturehub.crm.api.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ProtocolMessageEnum;
import com.nurturehub.crm.api.alert.AlertEvent;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Remedy;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.sync.Pass;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

  static Stream<Arguments> words() {
    return Stream.of(
        pair(CrmProvider.class, com.nurturehub.crm.v1.CrmProvider.class, "CRM_PROVIDER_"),
        pair(ListIntegrations.Health.class, com.nurturehub.crm.v1.Health.class, "HEALTH_"),
        pair(
            ConnectionState.class,
            com.nurturehub.crm.v1.IntegrationStatus.class,
            "INTEGRATION_STATUS_"),
        pair(Remedy.Owner.class, com.nurturehub.crm.v1.AlertOwner.class, "ALERT_OWNER_"),
        pair(Remedy.Button.class, com.nurturehub.crm.v1.AlertButton.class, "ALERT_BUTTON_"),
        pair(AlertEvent.class, com.nurturehub.crm.v1.AlertEvent.Kind.class, "KIND_"),
        pair(Pass.class, com.nurturehub.crm.v1.SyncRun.Pass.class, "PASS_"),
        pair(
            ContactCategory.class,
            com.nurturehub.crm.v1.ContactCategory.class,
            "CONTACT_CATEGORY_"),
        pair(ContactStatus.class, com.nurturehub.crm.v1.ContactStatus.class, "CONTACT_STATUS_"),
        pair(Channel.class, com.nurturehub.crm.v1.Channel.class, "CHANNEL_"),
        pair(ConsentStatus.class, com.nurturehub.crm.v1.ConsentStatus.class, "CONSENT_STATUS_"),
        pair(Presence.class, com.nurturehub.crm.v1.ContactLink.Presence.class, "PRESENCE_"),
        pair(Outbox.State.class, com.nurturehub.crm.v1.Push.State.class, "STATE_"),
        pair(SignalKind.class, com.nurturehub.crm.v1.SignalKind.class, "SIGNAL_KIND_"),
        pair(Signal.Engagement.class, com.nurturehub.crm.v1.Signal.Reaction.class, "REACTION_"),
        pair(AuditEntry.Kind.class, com.nurturehub.crm.v1.AuditEntry.Kind.class, "KIND_"),
        pair(Side.class, com.nurturehub.crm.v1.AuditEntry.Side.class, "SIDE_"),
        pair(
            ContactFilter.Archived.class,
            com.nurturehub.crm.v1.ListContactsRequest.ArchivedFilter.class,
            "ARCHIVED_FILTER_"));
  }

  private static <E extends Enum<E>, W extends Enum<W> & ProtocolMessageEnum> Arguments pair(
      Class<E> ours, Class<W> wire, String prefix) {
    return Arguments.of(ours, wire, prefix);
  }

  @ParameterizedTest
  @MethodSource("words")
  <E extends Enum<E>, W extends Enum<W> & ProtocolMessageEnum>
      void the_contract_knows_every_word_of_ours(Class<E> ours, Class<W> wire, String prefix) {
    for (var word : ours.getEnumConstants()) {
      assertThat(Words.ours(ours, prefix, Words.toWire(wire, prefix, word))).contains(word);
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void nothing_named_is_nothing_of_ours(
      Class<? extends Enum<?>> ours, Class<? extends Enum<?>> wire, String prefix) {
    var unspecified = wire.getEnumConstants()[0];

    assertThat(unspecified.name()).isEqualTo(prefix + "UNSPECIFIED");
    assertThat(Arrays.stream(ours.getEnumConstants()).map(Enum::name))
        .doesNotContain("UNSPECIFIED");
  }
}
