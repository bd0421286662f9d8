package com.nurturehub.crm.connector.reapit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reapit Connect's sign-in: an authorization code with PKCE. All that is wanted of it is the
/// customer's code in the user's identity token; the tokens themselves are not kept.
record ReapitSignIn(
    ReapitSettings settings,
    ReapitSettings.SignIn chosen,
    Exchange identity,
    InstantSource clock,
    Function<String, CRMConnector> customer)
    implements CrmSignIn {

  private static final String AUTHORIZE = "/oauth/authorize";
  private static final String TOKEN = "/oauth/token";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final String FORM = "application/x-www-form-urlencoded";

  @Override
  public URI address(Secret state, Secret verifier) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", chosen.clientId());
    query.put("redirect_uri", chosen.redirect().toString());
    query.put("scope", String.join(" ", chosen.scopes()));
    query.put("state", state.reveal());
    query.put("nonce", nonce(verifier));
    query.put("code_challenge", digest(verifier.reveal()));
    query.put("code_challenge_method", "S256");
    return URI.create(settings.identity() + AUTHORIZE + "?" + form(query));
  }

  @Override
  public CRMConnector claiming(Secret code, Secret verifier) {
    var claims = verified(idToken(code, verifier), nonce(verifier));
    if (claims.getClaim(chosen.claim()) instanceof String named) {
      return customer.apply(named.strip());
    }
    throw refused("Reapit did not say which customer signed in.");
  }

  private String idToken(Secret code, Secret verifier) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", chosen.clientId());
    form.put("code", code.reveal());
    form.put("redirect_uri", chosen.redirect().toString());
    form.put("code_verifier", verifier.reveal());
    var response = exchange("POST", TOKEN, Optional.of(new CrmRequest.Body(FORM, form(form))));
    return switch (response.status()) {
      case 400, 401, 403 -> throw refused("Reapit did not accept the sign-in; begin it again.");
      default ->
          ReapitReader.idToken(sound(response).body())
              .orElseThrow(() -> refused("Reapit did not say who signed in."));
    };
  }

  /// Signed by Reapit, for us, and an answer to this very sign-in.
  private JWTClaimsSet verified(String idToken, String nonce) {
    var expected = new JWTClaimsSet.Builder().claim("nonce", nonce).build();
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys())));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(chosen.clientId(), expected, Set.of("exp", "iss")));
    try {
      var claims = processor.process(idToken, null);
      if (!bare(claims.getIssuer()).equals(bare(settings.identity().toString()))) {
        throw refused("Somebody else than Reapit signed the sign-in.");
      }
      return claims;
    } catch (ParseException | BadJOSEException | JOSEException failure) {
      throw refused("What Reapit said of the sign-in cannot be trusted; begin it again.");
    }
  }

  private JWKSet keys() {
    var response = sound(exchange("GET", KEYS, Optional.empty()));
    try {
      return JWKSet.parse(new String(response.body(), StandardCharsets.UTF_8));
    } catch (ParseException failure) {
      throw ReapitFailures.USUAL.unreadable("they are no keys");
    }
  }

  private CrmResponse exchange(String method, String path, Optional<CrmRequest.Body> body) {
    return identity.exchange(
        new CrmRequest(
            method,
            URI.create(settings.identity() + path),
            Map.of(),
            Optional.empty(),
            body,
            Effect.READS));
  }

  private CrmResponse sound(CrmResponse response) {
    if (!response.isSuccess()) {
      throw ReapitFailures.of(response, false, clock.instant());
    }
    return response;
  }

  /// An identity token that was made for another sign-in does not have it.
  private static String nonce(Secret verifier) {
    return digest("nonce " + verifier.reveal());
  }

  private static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every Java has SHA-256", failure);
    }
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value ->
            value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String bare(String address) {
    return address.replaceAll("/+$", "");
  }

  private static CrmFailure refused(String why) {
    return new CrmFailure.Persistent(FailureCause.CREDENTIALS_REFUSED, why);
  }
}
