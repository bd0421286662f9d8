package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.List;
import java.util.Optional;

/// The CRM accounts an agency has connected, also those it has disconnected since.
@DrivenPort
public interface Connections {

  Optional<Connection> find(ConnectionId id);

  /// The agency's connection to a CRM: the one that is not disconnected, else the one disconnected
  /// last. At most one is not disconnected.
  Optional<Connection> of(CrmProvider provider);

  /// The connection, maybe disconnected since, to this very account, so that its links are taken up
  /// again. Another account at the same CRM is another connection.
  Optional<Connection> of(CrmProvider provider, AccountIdentity account);

  /// Those [#of(CrmProvider)] finds, in the order of the providers.
  List<Connection> all();

  void keep(Connection connection);

  /// Books a CRM account for this agency. False when it is another agency's.
  boolean claim(CrmProvider provider, AccountIdentity account);

  /// Lets go of a booked account.
  void release(CrmProvider provider, AccountIdentity account);

  /// Whose account it is; the one look-up that crosses agencies, for deliveries from a CRM.
  Optional<Owner> ownerOf(CrmProvider provider, AccountIdentity account);

  record Owner(AgencyId agency, CrmProvider provider) {}
}
