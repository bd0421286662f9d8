package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.scheduling.inngest.LaneCrms;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which CRM a lane leads to. A connection never changes its CRM, so each is looked up once.
final class CrmsOfLanes implements LaneCrms {

  private final LaneLedger ledger;
  private final Transactions transactions;
  private final Connections connections;
  private final Map<ConnectionId, CrmProvider> known = new ConcurrentHashMap<>();

  CrmsOfLanes(LaneLedger ledger, Transactions transactions, Connections connections) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.connections = connections;
  }

  @Override
  public Optional<CrmProvider> of(ConnectionId lane) {
    var crm = Optional.ofNullable(known.get(lane)).or(() -> lookedUp(lane));
    crm.ifPresent(found -> known.put(lane, found));
    return crm;
  }

  private Optional<CrmProvider> lookedUp(ConnectionId lane) {
    return ledger
        .agencyOf(lane)
        .flatMap(agency -> transactions.in(agency, () -> connections.find(lane)))
        .map(Connection::provider);
  }
}
