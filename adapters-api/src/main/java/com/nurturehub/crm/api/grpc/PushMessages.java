package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.SignalKind;
import com.nurturehub.crm.v1.UnplacedSignal;
import java.util.Map;

/// Pushes on the wire.
final class PushMessages {

  private PushMessages() {}

  static Push push(PushIntent push, Map<ConnectionId, CrmProvider> providers) {
    var content = push.content();
    var message =
        Push.newBuilder()
            .setId(push.id().toString())
            .setContactId(push.contact().toString())
            .addAllFields(Words.toWire(content.fields()));
    var provider = providers.get(push.connection());
    if (provider != null) {
      message.setProvider(Words.toWire(provider));
    }
    content.consents().stream()
        .sorted()
        .map(ContactMessages::channel)
        .forEach(message::addChannels);
    content.signals().stream().sorted().map(PushMessages::kind).forEach(message::addSignals);
    tellState(push, message);
    return message.build();
  }

  private static void tellState(PushIntent push, Push.Builder message) {
    switch (push) {
      case PushIntent.Due due ->
          message
              .setState(Push.State.STATE_DUE)
              .setUrgent(due.urgent())
              .setQueuedAt(Times.toWire(due.queuedAt()))
              .setNextAttemptAt(Times.toWire(due.notBefore()))
              .setAttempts(due.attempts());
      case PushIntent.Delivered delivered ->
          message
              .setState(Push.State.STATE_DELIVERED)
              .setQueuedAt(Times.toWire(delivered.queuedAt()))
              .setEndedAt(Times.toWire(delivered.at()))
              .setNote(delivered.note());
      case PushIntent.SetAside aside ->
          message
              .setState(Push.State.STATE_SET_ASIDE)
              .setUrgent(aside.urgent())
              .setQueuedAt(Times.toWire(aside.queuedAt()))
              .setEndedAt(Times.toWire(aside.at()))
              .setAttempts(aside.attempts())
              .setNote(aside.reason());
      case PushIntent.Superseded superseded ->
          message
              .setState(Push.State.STATE_SUPERSEDED)
              .setQueuedAt(Times.toWire(superseded.queuedAt()))
              .setEndedAt(Times.toWire(superseded.at()))
              .setNote(superseded.by());
    }
  }

  static UnplacedSignal unplaced(ChangeContact.Homeless signal) {
    return UnplacedSignal.newBuilder()
        .setProvider(Words.toWire(signal.provider()))
        .setKind(kind(signal.kind()))
        .build();
  }

  private static SignalKind kind(com.nurturehub.crm.domain.connection.SignalKind kind) {
    return Words.toWire(SignalKind.class, "SIGNAL_KIND_", kind);
  }
}
