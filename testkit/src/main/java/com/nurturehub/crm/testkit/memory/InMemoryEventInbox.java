package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.nurturehub.crm.domain.event.WebhookEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What CRMs have told us, one row per connection and event.
public final class InMemoryEventInbox implements EventInbox {

  private record Row(
      ConnectionId connection, WebhookEvent event, int place, Optional<Instant> workedOffAt) {

    Row workedOff(Instant at) {
      return new Row(connection, event, place, Optional.of(at));
    }

    String key() {
      return InMemoryEventInbox.key(connection, event.id());
    }
  }

  private final Rows<Row> rows;

  public InMemoryEventInbox(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "webhook event", Row.class);
  }

  @Override
  public Set<EventId> put(ConnectionId connection, Collection<VerifiedDelivery> told, Instant at) {
    var fresh = new HashSet<EventId>();
    for (var delivery : told) {
      var key = key(connection, delivery.id());
      if (rows.lock(key).isEmpty()) {
        var event = new WebhookEvent(delivery.id(), delivery.topic(), delivery.subject(), at);
        rows.put(key, new Row(connection, event, rows.all().size(), Optional.empty()));
        fresh.add(delivery.id());
      }
    }
    return Set.copyOf(fresh);
  }

  @Override
  public List<WebhookEvent> waiting(ConnectionId connection, int most) {
    return waiting(connection)
        .sorted(
            Comparator.comparing((Row row) -> row.event().receivedAt())
                .thenComparingInt(Row::place))
        .limit(most)
        .map(Row::event)
        .toList();
  }

  @Override
  public long countWaiting(ConnectionId connection) {
    return waiting(connection).count();
  }

  @Override
  public Optional<Instant> lastAt(ConnectionId connection) {
    return of(connection).map(row -> row.event().receivedAt()).max(Comparator.naturalOrder());
  }

  @Override
  public void workedOff(ConnectionId connection, Collection<EventId> events, Instant at) {
    for (var event : events) {
      rows.lock(key(connection, event)).ifPresent(row -> rows.put(row.key(), row.workedOff(at)));
    }
  }

  @Override
  public void forgetWorkedOff(ConnectionId connection, Instant before) {
    forget(connection, row -> row.workedOffAt().filter(at -> at.isBefore(before)).isPresent());
  }

  @Override
  public void forgetWaiting(ConnectionId connection) {
    forget(connection, row -> row.workedOffAt().isEmpty());
  }

  @Override
  public void forget(ConnectionId connection, Collection<ExternalId> records) {
    forget(
        connection,
        row -> row.event().subject() instanceof Subject.OneContact(var id) && records.contains(id));
  }

  private void forget(ConnectionId connection, Predicate<Row> which) {
    of(connection).filter(which).toList().forEach(row -> rows.remove(row.key()));
  }

  private Stream<Row> waiting(ConnectionId connection) {
    return of(connection).filter(row -> row.workedOffAt().isEmpty());
  }

  private Stream<Row> of(ConnectionId connection) {
    return rows.stream().filter(row -> row.connection().equals(connection));
  }

  private static String key(ConnectionId connection, EventId event) {
    return connection + " " + event;
  }
}
