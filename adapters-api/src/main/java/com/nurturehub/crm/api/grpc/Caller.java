package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.IdentityAuthentication;
import org.springframework.grpc.server.security.GrpcSecurity;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

/// Who made the call that is being served.
final class Caller {

  private Caller() {}

  static Identity identity() {
    var context = GrpcSecurity.SECURITY_CONTEXT_KEY.get();
    if (context != null && context.getAuthentication() instanceof IdentityAuthentication known) {
      return known.getPrincipal();
    }
    throw new AuthenticationCredentialsNotFoundException("nobody");
  }
}
