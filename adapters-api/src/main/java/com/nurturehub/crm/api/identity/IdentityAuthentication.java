package com.nurturehub.crm.api.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.domain.agency.AgencyId;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
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

  /// For as long as the session or the service lasts.
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

  /// In words, as a session keeps it between two requests, which may come to two nodes.
  private Object writeReplace() {
    return new Written(
        identity.actor(),
        identity.reach() instanceof Reach.Every,
        identity.reach() instanceof Reach.These(var agencies)
            ? agencies.stream().map(AgencyId::value).toList()
            : List.of(),
        identity.scopes().stream().map(Scope::word).toList(),
        until.orElse(Instant.MAX));
  }

  private void readObject(ObjectInputStream from) throws InvalidObjectException {
    throw new InvalidObjectException("An identity is kept in words only.");
  }

  private record Written(
      String actor, boolean everywhere, List<String> agencies, List<String> scopes, Instant until)
      implements Serializable {

    private Object readResolve() {
      var reach =
          everywhere
              ? new Reach.Every()
              : new Reach.These(agencies.stream().map(AgencyId::new).collect(toUnmodifiableSet()));
      return new IdentityAuthentication(
          new Identity(actor, reach, Scope.among(scopes)),
          Optional.of(until).filter(Instant.MAX::isAfter));
    }
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
