package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.Connections.Owner;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Finds the agency deliveries are for. It is asked for each burst anew, because an account may
/// change hands.
record Routing(Connections connections, LaneLedger ledger)
    implements BiFunction<Destination, List<VerifiedDelivery>, List<Optional<AgencyId>>> {

  @Override
  public List<Optional<AgencyId>> apply(Destination to, List<VerifiedDelivery> deliveries) {
    return Collections.nCopies(deliveries.size(), agencyAt(to));
  }

  private Optional<AgencyId> agencyAt(Destination to) {
    return switch (to.addressee()) {
      case Addressee.Account(var account) ->
          connections.ownerOf(to.provider(), account).map(Owner::agency);
      case Addressee.OwnAddress(var connection) -> ledger.agencyOf(connection);
    };
  }
}
