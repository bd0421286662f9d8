package com.nurturehub.crm.api.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/// Reads an identity from a token whose signature, issuer, audience and times were checked: `sub`
/// is the actor, `scope` (or `scp`) what they may do, and `agencies` whom for. `*` among the
/// agencies stands for every agency, and is for NurtureHub's own services.
public final class JwtIdentity implements Converter<Jwt, IdentityAuthentication> {

  private static final String EVERY = "*";

  @Override
  public IdentityAuthentication convert(Jwt jwt) {
    var subject = jwt.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new InvalidBearerTokenException("the token names nobody");
    }
    var end = jwt.getExpiresAt();
    if (end == null) {
      throw new InvalidBearerTokenException("the token never ends");
    }
    return IdentityAuthentication.until(end, new Identity(subject, reach(jwt), scopes(jwt)));
  }

  private static Reach reach(Jwt jwt) {
    var named = words(jwt, "agencies");
    try {
      return named.contains(EVERY)
          ? new Reach.Every()
          : new Reach.These(named.stream().map(AgencyId::new).collect(toUnmodifiableSet()));
    } catch (IllegalArgumentException e) {
      throw new InvalidBearerTokenException("the token names something that is no agency", e);
    }
  }

  private static Set<Scope> scopes(Jwt jwt) {
    return Scope.among(words(jwt, jwt.hasClaim("scope") ? "scope" : "scp"));
  }

  /// A claim that is a list, or words with spaces between.
  private static List<String> words(Jwt jwt, String claim) {
    return switch (jwt.getClaim(claim)) {
      case Collection<?> listed -> listed.stream().map(String::valueOf).toList();
      case String written -> Arrays.stream(written.split(" ")).filter(w -> !w.isEmpty()).toList();
      case null, default -> List.of();
    };
  }
}
