package com.nurturehub.crm.domain.connection;

/// Whether a connection works.
public enum ConnectionState {
  /// Work goes on.
  ACTIVE,
  /// A person has to act first; an open alert says how.
  SUSPENDED,
  /// Credentials are gone; contacts, links and audit stay.
  DISCONNECTED
}
