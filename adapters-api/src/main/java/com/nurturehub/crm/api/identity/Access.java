package com.nurturehub.crm.api.identity;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/// How callers prove who they are: with a token, or, on somebody's own machine, with a link that
/// signs them in. There is no third way, and none of them is open.
public record Access(AuthenticationManager tokens, Optional<SignInLinks> signIn) {

  /// Tokens signed by an issuer.
  public static Access issued(JwtDecoder decoder) {
    var provider = new JwtAuthenticationProvider(decoder);
    provider.setJwtAuthenticationConverter(new JwtIdentity());
    return new Access(new ProviderManager(provider), Optional.empty());
  }

  /// One agency on one machine, for whoever can read its files and its log.
  public static Access local(AgencyId agency, Secret expected, InstantSource clock) {
    var identity = new Identity("local user", Reach.of(agency), Scope.ALL);
    return new Access(
        new ProviderManager(new LocalTokenAuthentication(expected, identity)),
        Optional.of(new SignInLinks(identity, clock, new SecureRandom())));
  }

  public boolean isLocal() {
    return signIn.isPresent();
  }
}
