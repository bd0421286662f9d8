package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;

/// Turns the API token that an agency made in Street into what goes with each call. Street's tokens
/// are not renewed; one that is refused has to be made anew.
record StreetAuth(Secret token) {

  /// What the agency types in.
  static final String TOKEN = "token";

  private static final int LENGTH_MAX = 4_000;

  /// @throws CrmFailure.Persistent when there is no token, or one that no header can carry
  static StreetAuth of(Map<String, Secret> credentials) {
    var given = credentials.get(TOKEN);
    var token = given == null ? "" : given.reveal().strip();
    var isSendable = token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (token.isEmpty() || token.length() > LENGTH_MAX || !isSendable) {
      throw new CrmFailure.Persistent(
          FailureCause.CREDENTIALS_REFUSED, "This is no API token of Street's.");
    }
    return new StreetAuth(Secret.of(token));
  }

  Secret header() {
    return Secret.of("Bearer " + token.reveal());
  }
}
