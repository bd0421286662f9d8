package com.nurturehub.crm.api.identity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/// An identity in the terms of Spring Security. Its credentials are forgotten already.
public final class IdentityAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Identity identity;

  public IdentityAuthentication(Identity identity) {
    super(
        AuthorityUtils.createAuthorityList(
            identity.scopes().stream().map(Scope::authority).toList()));
    this.identity = identity;
    setAuthenticated(true);
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
