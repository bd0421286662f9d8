package com.nurturehub.crm.persistence.push;

import static com.nurturehub.crm.persistence.PageColumns.flag;
import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.maybeInstant;
import static com.nurturehub.crm.persistence.PageColumns.number;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.texts;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.PUSH;

import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.push.PushIntent.Delivered;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.push.PushIntent.SetAside;
import com.nurturehub.crm.domain.push.PushIntent.Superseded;
import com.nurturehub.crm.persistence.PageColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// A push as a row, and back.
final class PushRows {

  /// What [#push] reads.
  static final List<Field<?>> FIELDS =
      Arrays.stream(PUSH.fields())
          .filter(field -> !field.equals(PUSH.AGENCY_ID))
          .collect(Collectors.toUnmodifiableList());

  static final PageColumns<Due> DUE =
      PageColumns.of(
          uuid("push_id", push -> push.id().value()),
          uuid("connection_id", push -> push.connection().value()),
          uuid("contact_id", push -> push.contact().value()),
          text("state", _ -> State.DUE.name()),
          texts("fields", push -> sorted(push.content().fields())),
          texts("contested", push -> sorted(push.content().contested())),
          texts("consents", push -> sorted(push.content().consents())),
          texts("signals", push -> sorted(push.content().signals())),
          flag("writes", push -> push.content().changesSharedFields()),
          flag("urgent", Due::urgent),
          flag("uncertain", Due::uncertain),
          number("attempts", Due::attempts),
          number("revision", Due::revision),
          instant("queued_at", Due::queuedAt),
          instant("not_before", Due::notBefore));

  /// What becomes of an open push, as far as its state says it. `revision` is the one it was read
  /// with.
  record Next(PushIntent push, int revision) {}

  static final PageColumns<Next> NEXT =
      PageColumns.of(
          uuid("push_id", next -> next.push().id().value()),
          number("revision", Next::revision),
          text("state", next -> state(next.push()).name()),
          texts("fields", next -> sorted(next.push().content().fields())),
          texts("contested", next -> sorted(next.push().content().contested())),
          texts("consents", next -> sorted(next.push().content().consents())),
          texts("signals", next -> sorted(next.push().content().signals())),
          flag("writes", next -> next.push().content().changesSharedFields()),
          new PageColumns.Column<>("urgent", "boolean", next -> urgent(next.push())),
          new PageColumns.Column<>("uncertain", "boolean", next -> uncertain(next.push())),
          new PageColumns.Column<>("attempts", "bigint", next -> attempts(next.push())),
          maybeInstant("not_before", next -> notBefore(next.push())),
          maybeInstant("ended_at", next -> endedAt(next.push())),
          text("cause", next -> cause(next.push())),
          text("remark", next -> remark(next.push())));

  private PushRows() {}

  static PushIntent push(Record row) {
    return switch (State.valueOf(row.get(PUSH.STATE))) {
      case DUE -> due(row);
      case DELIVERED ->
          new Delivered(
              id(row),
              contact(row),
              connection(row),
              content(row),
              row.get(PUSH.QUEUED_AT),
              row.get(PUSH.ENDED_AT),
              row.get(PUSH.REMARK));
      case SET_ASIDE ->
          new SetAside(
              id(row),
              contact(row),
              connection(row),
              content(row),
              row.get(PUSH.URGENT),
              row.get(PUSH.QUEUED_AT),
              row.get(PUSH.ENDED_AT),
              row.get(PUSH.ATTEMPTS),
              row.get(PUSH.UNCERTAIN),
              FailureCause.valueOf(row.get(PUSH.CAUSE)),
              row.get(PUSH.REMARK));
      case SUPERSEDED ->
          new Superseded(
              id(row),
              contact(row),
              connection(row),
              content(row),
              row.get(PUSH.QUEUED_AT),
              row.get(PUSH.ENDED_AT),
              row.get(PUSH.REMARK));
    };
  }

  static Due due(Record row) {
    return new Due(
        id(row),
        contact(row),
        connection(row),
        content(row),
        row.get(PUSH.URGENT),
        row.get(PUSH.QUEUED_AT),
        row.get(PUSH.NOT_BEFORE),
        row.get(PUSH.ATTEMPTS),
        row.get(PUSH.UNCERTAIN),
        row.get(PUSH.REVISION));
  }

  static State state(PushIntent push) {
    return switch (push) {
      case Due _ -> State.DUE;
      case Delivered _ -> State.DELIVERED;
      case SetAside _ -> State.SET_ASIDE;
      case Superseded _ -> State.SUPERSEDED;
    };
  }

  static <E extends Enum<E>> List<E> sorted(Set<E> set) {
    return set.stream().sorted().toList();
  }

  private static @Nullable String urgent(PushIntent push) {
    return switch (push) {
      case Due due -> Boolean.toString(due.urgent());
      case SetAside setAside -> Boolean.toString(setAside.urgent());
      case Delivered _, Superseded _ -> null;
    };
  }

  private static @Nullable String uncertain(PushIntent push) {
    return switch (push) {
      case Due due -> Boolean.toString(due.uncertain());
      case SetAside setAside -> Boolean.toString(setAside.uncertain());
      case Delivered _, Superseded _ -> null;
    };
  }

  private static @Nullable String attempts(PushIntent push) {
    return switch (push) {
      case Due due -> Integer.toString(due.attempts());
      case SetAside setAside -> Integer.toString(setAside.attempts());
      case Delivered _, Superseded _ -> null;
    };
  }

  private static Optional<Instant> notBefore(PushIntent push) {
    return push instanceof Due due ? Optional.of(due.notBefore()) : Optional.empty();
  }

  private static Optional<Instant> endedAt(PushIntent push) {
    return switch (push) {
      case Due _ -> Optional.empty();
      case Delivered delivered -> Optional.of(delivered.at());
      case SetAside setAside -> Optional.of(setAside.at());
      case Superseded superseded -> Optional.of(superseded.at());
    };
  }

  private static @Nullable String cause(PushIntent push) {
    return push instanceof SetAside setAside ? setAside.cause().name() : null;
  }

  private static @Nullable String remark(PushIntent push) {
    return switch (push) {
      case Due _ -> null;
      case Delivered delivered -> delivered.note();
      case SetAside setAside -> setAside.reason();
      case Superseded superseded -> superseded.by();
    };
  }

  private static PushId id(Record row) {
    return new PushId(row.get(PUSH.PUSH_ID));
  }

  private static ContactId contact(Record row) {
    return new ContactId(row.get(PUSH.CONTACT_ID));
  }

  private static ConnectionId connection(Record row) {
    return new ConnectionId(row.get(PUSH.CONNECTION_ID));
  }

  private static PushContent content(Record row) {
    return new PushContent(
        each(row.get(PUSH.FIELDS), ContactField::valueOf),
        each(row.get(PUSH.CONTESTED), ContactField::valueOf),
        each(row.get(PUSH.CONSENTS), Channel::valueOf),
        each(row.get(PUSH.SIGNALS), SignalKind::valueOf));
  }

  private static <E> Set<E> each(String[] names, Function<String, E> valueOf) {
    return Arrays.stream(names).map(valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
