package com.nurturehub.crm.persistence.event;

import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.generated.Tables.WEBHOOK_EVENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.max;

import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.nurturehub.crm.domain.event.WebhookEvent;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// What CRMs have told us, in PostgreSQL. The key of the table is what makes a repetition one.
public final class JooqEventInbox implements EventInbox {

  private static final String CONTACT = "CONTACT";
  private static final String SOME_CONTACT = "SOME_CONTACT";
  private static final String ACCESS = "ACCESS";

  private static final PageColumns<VerifiedDelivery> COLUMNS =
      PageColumns.of(
          text("event_id", delivery -> delivery.id().value()),
          text("topic", VerifiedDelivery::topic),
          text("subject", delivery -> name(delivery.subject())),
          text("external_id", delivery -> externalId(delivery.subject())));

  private static final String PUT =
      """
      insert into webhook_event (connection_id, received_at, %s)
      select ?, ?::timestamptz, %s from %s as page
      on conflict (agency_id, connection_id, event_id) do nothing
      returning event_id
      """
          .formatted(COLUMNS.names(), COLUMNS.names(), COLUMNS.source());

  private final JooqTransactions transactions;

  public JooqEventInbox(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Set<EventId> put(ConnectionId connection, Collection<VerifiedDelivery> told, Instant at) {
    var binds =
        Stream.concat(
                Stream.of(connection.value(), at.toString()), Arrays.stream(COLUMNS.binds(told)))
            .toArray();
    return transactions.here().fetch(PUT, binds).stream()
        .map(row -> new EventId(row.get(0, String.class)))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<WebhookEvent> waiting(ConnectionId connection, int most) {
    return transactions
        .here()
        .select(
            WEBHOOK_EVENT.EVENT_ID,
            WEBHOOK_EVENT.TOPIC,
            WEBHOOK_EVENT.SUBJECT,
            WEBHOOK_EVENT.EXTERNAL_ID,
            WEBHOOK_EVENT.RECEIVED_AT)
        .from(WEBHOOK_EVENT)
        .where(WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()))
        .and(WEBHOOK_EVENT.WORKED_OFF_AT.isNull())
        .orderBy(WEBHOOK_EVENT.PLACE)
        .limit(most)
        .fetch(JooqEventInbox::event);
  }

  @Override
  public long countWaiting(ConnectionId connection) {
    return transactions
        .here()
        .fetchCount(
            WEBHOOK_EVENT,
            WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()),
            WEBHOOK_EVENT.WORKED_OFF_AT.isNull());
  }

  @Override
  public Optional<Instant> lastAt(ConnectionId connection) {
    return transactions
        .here()
        .select(max(WEBHOOK_EVENT.RECEIVED_AT))
        .from(WEBHOOK_EVENT)
        .where(WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()))
        .fetchOptional(max(WEBHOOK_EVENT.RECEIVED_AT));
  }

  @Override
  public void workedOff(ConnectionId connection, Collection<EventId> events, Instant at) {
    transactions
        .here()
        .update(WEBHOOK_EVENT)
        .set(WEBHOOK_EVENT.WORKED_OFF_AT, at)
        .where(WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()))
        .and(
            WEBHOOK_EVENT.EVENT_ID.eq(
                any(events.stream().map(EventId::value).toArray(String[]::new))))
        .execute();
  }

  @Override
  public void forgetWorkedOff(ConnectionId connection, Instant before) {
    transactions
        .here()
        .deleteFrom(WEBHOOK_EVENT)
        .where(WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()))
        .and(WEBHOOK_EVENT.WORKED_OFF_AT.lt(before))
        .execute();
  }

  @Override
  public void forgetWaiting(ConnectionId connection) {
    transactions
        .here()
        .deleteFrom(WEBHOOK_EVENT)
        .where(WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()))
        .and(WEBHOOK_EVENT.WORKED_OFF_AT.isNull())
        .execute();
  }

  @Override
  public void forget(ConnectionId connection, Collection<ExternalId> records) {
    transactions
        .here()
        .deleteFrom(WEBHOOK_EVENT)
        .where(WEBHOOK_EVENT.CONNECTION_ID.eq(connection.value()))
        .and(
            WEBHOOK_EVENT.EXTERNAL_ID.eq(
                any(records.stream().map(ExternalId::value).toArray(String[]::new))))
        .execute();
  }

  private static WebhookEvent event(Record row) {
    return new WebhookEvent(
        new EventId(row.get(WEBHOOK_EVENT.EVENT_ID)),
        row.get(WEBHOOK_EVENT.TOPIC),
        subject(row.get(WEBHOOK_EVENT.SUBJECT), row.get(WEBHOOK_EVENT.EXTERNAL_ID)),
        row.get(WEBHOOK_EVENT.RECEIVED_AT));
  }

  private static Subject subject(String name, @Nullable String externalId) {
    if (externalId != null) {
      return new Subject.OneContact(new ExternalId(externalId));
    }
    return name.equals(ACCESS) ? new Subject.Access() : new Subject.SomeContact();
  }

  private static String name(Subject subject) {
    return switch (subject) {
      case Subject.OneContact _ -> CONTACT;
      case Subject.SomeContact _ -> SOME_CONTACT;
      case Subject.Access _ -> ACCESS;
    };
  }

  private static @Nullable String externalId(Subject subject) {
    return subject instanceof Subject.OneContact(var id) ? id.value() : null;
  }
}
