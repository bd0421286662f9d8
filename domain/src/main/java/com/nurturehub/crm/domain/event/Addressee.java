package com.nurturehub.crm.domain.event;

import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ConnectionId;

/// For which connection a message is.
public sealed interface Addressee {

  /// The message names the account.
  record Account(AccountIdentity account) implements Addressee {}

  /// It was sent to the connection's own address, under the connection's own secret.
  record OwnAddress(ConnectionId connection) implements Addressee {}
}
