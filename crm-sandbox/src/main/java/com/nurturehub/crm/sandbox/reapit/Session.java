package com.nurturehub.crm.sandbox.reapit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an access token stands for.
///
/// @param customer the customer of the user who signed in; none for the application itself
record Session(Optional<String> customer, List<String> scopes, Instant expiresAt) {

  Session {
    scopes = List.copyOf(scopes);
  }

  boolean allows(String scope) {
    return scopes.contains(scope);
  }
}
