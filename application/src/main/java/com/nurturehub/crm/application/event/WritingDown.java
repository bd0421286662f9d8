package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.event.ReceiveWebhook.Receipt;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Writes down what came for one agency and wakes its lanes, all in one transaction.
record WritingDown(
    Transactions transactions,
    Connections connections,
    EventInbox inbox,
    Lanes lanes,
    InstantSource clock)
    implements BiFunction<AgencyId, List<VerifiedDelivery>, List<Receipt>> {

  @Override
  public List<Receipt> apply(AgencyId agency, List<VerifiedDelivery> deliveries) {
    return transactions.in(agency, () -> write(deliveries));
  }

  private List<Receipt> write(List<VerifiedDelivery> deliveries) {
    var found = new HashMap<Addressee, Optional<ConnectionId>>();
    var byConnection = new LinkedHashMap<ConnectionId, List<VerifiedDelivery>>();
    for (var delivery : deliveries) {
      found
          .computeIfAbsent(delivery.addressee(), _ -> connectionOf(delivery))
          .ifPresent(connection ->
              byConnection.computeIfAbsent(connection, _ -> new ArrayList<>()).add(delivery));
    }
    var fresh = new HashMap<ConnectionId, Set<EventId>>();
    byConnection.forEach(
        (connection, told) -> fresh.put(connection, new HashSet<>(write(connection, told))));
    return deliveries.stream()
        .map(delivery ->
            found
                .getOrDefault(delivery.addressee(), Optional.empty())
                .map(connection ->
                    receipt(delivery, fresh.getOrDefault(connection, new HashSet<>())))
                .orElse(Receipt.UNROUTABLE))
        .toList();
  }

  private Set<EventId> write(ConnectionId connection, List<VerifiedDelivery> told) {
    var once = new LinkedHashMap<EventId, VerifiedDelivery>();
    told.forEach(delivery -> once.putIfAbsent(delivery.id(), delivery));
    var fresh = inbox.put(connection, once.values(), clock.instant());
    if (!fresh.isEmpty()) {
      lanes.wake(connection);
    }
    return fresh;
  }

  private Optional<ConnectionId> connectionOf(VerifiedDelivery delivery) {
    var connection =
        switch (delivery.addressee()) {
          case Addressee.Account(var account) -> connections.of(delivery.provider(), account);
          case Addressee.OwnAddress(var id) ->
              connections.find(id).filter(own -> own.provider() == delivery.provider());
        };
    return connection
        .filter(known -> known.state() != ConnectionState.DISCONNECTED)
        .map(Connection::id);
  }

  /// Of those that came together, the first is the one that was written down.
  private static Receipt receipt(VerifiedDelivery delivery, Set<EventId> fresh) {
    return fresh.remove(delivery.id()) ? Receipt.ACCEPTED : Receipt.DUPLICATE;
  }
}
