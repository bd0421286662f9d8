package com.nurturehub.crm.api.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/// An identity in the terms of Spring Security. Its credentials are forgotten already.
public final class IdentityAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Identity identity;
  private final transient Optional<Instant> until;

  /// For as long as the service runs.
  public IdentityAuthentication(Identity identity) {
    this(identity, Optional.empty());
  }

  private IdentityAuthentication(Identity identity, Optional<Instant> until) {
    super(
        AuthorityUtils.createAuthorityList(
            identity.scopes().stream().map(Scope::authority).toList()));
    this.identity = identity;
    this.until = until;
    setAuthenticated(true);
  }

  static IdentityAuthentication until(Instant end, Identity identity) {
    return new IdentityAuthentication(identity, Optional.of(end));
  }

  /// When the proof of it ends, if it does.
  public Optional<Instant> until() {
    return until;
  }

  @Override
  public Identity getPrincipal() {
    return identity;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public String getName() {
    return identity.actor();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentityAuthentication that && identity.equals(that.identity);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(identity);
  }
}
