package com.nurturehub.crm.api.identity;

import com.nurturehub.crm.domain.connection.Secret;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Whoever shows the local token is the local identity.
public record LocalTokenAuthentication(Secret expected, Identity identity)
    implements AuthenticationProvider {

  @Override
  public Authentication authenticate(Authentication shown) {
    var bearer = (BearerTokenAuthenticationToken) shown;
    if (!expected.equals(Secret.of(bearer.getToken()))) {
      throw new InvalidBearerTokenException("not the local token");
    }
    return new IdentityAuthentication(identity);
  }

  @Override
  public boolean supports(Class<?> kind) {
    return BearerTokenAuthenticationToken.class.isAssignableFrom(kind);
  }
}
