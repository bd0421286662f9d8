package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Integration;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Optional;

/// Whether an account at Alto is the agency's that claims it. That Alto answers proves nothing,
/// because the credentials are NurtureHub's own; what the agency typed at Alto when it activated
/// NurtureHub, and typed here again, does.
@FunctionalInterface
interface AltoActivation {

  /// Throws a persistent failure when it is not.
  void confirm(Integration integration);

  /// An account that was claimed before, or one of a sandbox.
  static AltoActivation believed() {
    return _ -> {};
  }

  /// Only with this key. All of what was typed is compared, so that time tells nothing.
  static AltoActivation by(Optional<Secret> key) {
    return integration -> {
      var proved = false;
      for (var typed : integration.texts()) {
        proved |= key.filter(typed::equals).isPresent();
      }
      if (!proved) {
        throw new CrmFailure.Persistent(
            FailureCause.CREDENTIALS_REFUSED,
            "Alto does not show this activation key; type the same one in Alto, where NurtureHub is"
                + " activated, and here.");
      }
    };
  }
}
