package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Remedy;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushIntent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record PushNode(
    String id,
    Optional<CrmProvider> provider,
    ContactId contactId,
    State state,
    boolean urgent,
    List<ContactField> fields,
    List<Channel> consents,
    List<SignalKind> signals,
    Instant queuedAt,
    Optional<Instant> nextAttemptAt,
    int attempts,
    Optional<Instant> endedAt,
    String note,
    Optional<FailureCause> cause,
    Optional<Remedy> remedy) {

  static PushNode of(PushIntent push, Optional<CrmProvider> provider) {
    var ending = ending(push);
    var content = push.content();
    return new PushNode(
        push.id().toString(),
        provider,
        push.contact(),
        ending.state(),
        ending.urgent(),
        content.fields().stream().sorted().toList(),
        content.consents().stream().sorted().toList(),
        content.signals().stream().sorted().toList(),
        ending.queuedAt(),
        ending.nextAttemptAt(),
        ending.attempts(),
        ending.endedAt(),
        ending.note(),
        ending.cause(),
        ending.cause().map(FailureCause::remedy));
  }

  /// What the states do not have in common.
  private record Ending(
      State state,
      boolean urgent,
      Instant queuedAt,
      Optional<Instant> nextAttemptAt,
      int attempts,
      Optional<Instant> endedAt,
      String note,
      Optional<FailureCause> cause) {

    static Ending ended(State state, Instant queuedAt, Instant at, String note) {
      return new Ending(
          state, false, queuedAt, Optional.empty(), 0, Optional.of(at), note, Optional.empty());
    }
  }

  private static Ending ending(PushIntent push) {
    return switch (push) {
      case PushIntent.Due due ->
          new Ending(
              State.DUE,
              due.urgent(),
              due.queuedAt(),
              Optional.of(due.notBefore()),
              due.attempts(),
              Optional.empty(),
              "",
              Optional.empty());
      case PushIntent.Delivered delivered ->
          Ending.ended(State.DELIVERED, delivered.queuedAt(), delivered.at(), delivered.note());
      case PushIntent.SetAside aside ->
          new Ending(
              State.SET_ASIDE,
              aside.urgent(),
              aside.queuedAt(),
              Optional.empty(),
              aside.attempts(),
              Optional.of(aside.at()),
              aside.reason(),
              Optional.of(aside.cause()));
      case PushIntent.Superseded superseded ->
          Ending.ended(State.SUPERSEDED, superseded.queuedAt(), superseded.at(), superseded.by());
    };
  }
}
