package com.nurturehub.crm.api.identity;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/// How callers prove who they are: with a token, by signing in at an OpenID provider, or, on
/// somebody's own machine, with a link that signs them in. There is no other way, and none of them
/// is open.
///
/// @param provider where people sign in to the page
/// @param origins the other sites whose scripts may call with a token of their own
public record Access(
    AuthenticationManager tokens,
    Optional<SignInLinks> signIn,
    Optional<Provider> provider,
    Set<String> origins) {

  public Access {
    origins = Set.copyOf(origins);
  }

  /// Tokens signed by an issuer.
  public static Access issued(JwtDecoder decoder) {
    var provider = new JwtAuthenticationProvider(decoder);
    provider.setJwtAuthenticationConverter(new JwtIdentity());
    return new Access(new ProviderManager(provider), Optional.empty(), Optional.empty(), Set.of());
  }

  /// One agency on one machine, for whoever can read its files and its log.
  public static Access local(AgencyId agency, Secret expected, InstantSource clock) {
    var identity = new Identity("local user", Reach.of(agency), Scope.ALL);
    return new Access(
        new ProviderManager(new LocalTokenAuthentication(expected, identity)),
        Optional.of(new SignInLinks(identity, clock, new SecureRandom())),
        Optional.empty(),
        Set.of());
  }

  /// People sign in there, too.
  public Access with(Provider where) {
    return new Access(tokens, signIn, Optional.of(where), origins);
  }

  /// Scripts of these sites may call, too.
  public Access callableFrom(Collection<String> sites) {
    return new Access(tokens, signIn, provider, Set.copyOf(sites));
  }

  public boolean isLocal() {
    return signIn.isPresent();
  }
}
