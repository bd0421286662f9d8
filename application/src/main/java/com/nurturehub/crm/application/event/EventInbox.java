package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.nurturehub.crm.domain.event.WebhookEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What CRMs have told us. An event is there once, however often it is told, also when it has been
/// worked off already.
@DrivenPort
public interface EventInbox {

  /// Writes down those that are new, and says which they are.
  Set<EventId> put(ConnectionId connection, Collection<VerifiedDelivery> told, Instant at);

  /// Those nobody has worked off, in the order they came.
  List<WebhookEvent> waiting(ConnectionId connection, int most);

  long countWaiting(ConnectionId connection);

  /// When the last one came, as far as it is remembered.
  Optional<Instant> lastAt(ConnectionId connection);

  void workedOff(ConnectionId connection, Collection<EventId> events, Instant at);

  /// Forgets what was worked off before this, so that repetitions are known only so long.
  void forgetWorkedOff(ConnectionId connection, Instant before);

  /// Forgets whatever waits.
  void forgetWaiting(ConnectionId connection);

  /// Forgets everything about these records.
  void forget(ConnectionId connection, Collection<ExternalId> records);
}
