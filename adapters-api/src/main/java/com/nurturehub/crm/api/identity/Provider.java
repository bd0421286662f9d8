package com.nurturehub.crm.api.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClaimAccessor;

/// The OpenID provider at which an agency's people sign in to the page.
///
/// @param returnTo where it sends browsers back to; `{baseUrl}` stands for where they came from
/// @param agency the claim that names the one agency of a person
/// @param roles the claim that lists what they are there
public record Provider(
    URI issuer,
    String clientId,
    Secret clientSecret,
    String returnTo,
    String agency,
    String roles) {

  public static final String ID = "nurturehub";
  public static final String RETURN = "/sign-in/return";

  /// An agency's CRMs are the business of these, and of nobody else who works there.
  private static final Set<String> MANAGING = Set.of("owner", "admin");

  /// What is needed for the page; the service's own metrics are for those who run it.
  private static final Set<Scope> PAGE =
      Arrays.stream(Scope.values())
          .filter(scope -> scope != Scope.OPERATE)
          .collect(toUnmodifiableSet());

  /// Asks the provider for its addresses.
  public ClientRegistration discovered() {
    return ClientRegistrations.fromIssuerLocation(issuer.toString())
        .registrationId(ID)
        .clientId(clientId)
        .clientSecret(clientSecret.reveal())
        .scope("openid")
        .redirectUri(returnTo)
        .build();
  }

  /// Who signed in; empty for somebody who is not an agency's owner or admin.
  public Optional<Identity> identity(ClaimAccessor claims) {
    var subject = claims.getClaimAsString("sub");
    var isManaging = words(claims.getClaim(roles)).stream().anyMatch(MANAGING::contains);
    return subject == null || subject.isBlank() || !isManaging
        ? Optional.empty()
        : agency(claims).map(one -> new Identity(subject, Reach.of(one), PAGE));
  }

  private Optional<AgencyId> agency(ClaimAccessor claims) {
    var named = words(claims.getClaim(agency));
    try {
      return named.size() == 1 ? Optional.of(new AgencyId(named.getFirst())) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static List<String> words(@Nullable Object claim) {
    return switch (claim) {
      case Collection<?> listed -> listed.stream().map(String::valueOf).toList();
      case String one -> List.of(one);
      case null, default -> List.of();
    };
  }
}
