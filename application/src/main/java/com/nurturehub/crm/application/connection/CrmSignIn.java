package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;

/// A CRM's own sign-in, by which somebody proves whose account it is.
///
/// `verifier` is known to nobody but us: the CRM sees a digest of it when the sign-in begins, and
/// the thing itself when it ends, so that a code caught on its way is worth nothing.
@DrivenPort
public interface CrmSignIn {

  /// Where to send the browser; `state` comes back with it.
  URI address(Secret state, Secret verifier);

  /// A connector for the account that was signed in to, by the code that came back.
  ///
  /// @throws com.nurturehub.crm.domain.connection.CrmFailure when the code proves nothing, or the
  ///   CRM does not answer
  CRMConnector claiming(Secret code, Secret verifier);
}
