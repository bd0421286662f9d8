package com.nurturehub.crm.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nurturehub.crm.api.identity.Access;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Tokens of an issuer of our own, as production would have them from a real one.
@Configuration(proxyBeanMethods = false)
public class JwtAccess {

  public static final String ISSUER = "https://issuer.example";
  public static final String AUDIENCE = "nurturehub-crm";

  private static final KeyPair KEYS = keys();
  private static final KeyPair OTHER_KEYS = keys();

  @Bean
  public Access access() {
    var decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) KEYS.getPublic()).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(ISSUER), new JwtAudienceValidator(AUDIENCE)));
    return Access.issued(decoder);
  }

  public static String token(Map<String, ?> claims) {
    return signed(claims, KEYS, Instant.now().plus(Duration.ofMinutes(5)));
  }

  public static String expired(Map<String, ?> claims) {
    return signed(claims, KEYS, Instant.now().minus(Duration.ofMinutes(5)));
  }

  public static String ending(Map<String, ?> claims, Duration left) {
    return signed(claims, KEYS, Instant.now().plus(left));
  }

  public static String endless(Map<String, ?> claims) {
    return signed(claims, KEYS, Optional.empty());
  }

  public static String signedByAnother(Map<String, ?> claims) {
    return signed(claims, OTHER_KEYS, Instant.now().plus(Duration.ofMinutes(5)));
  }

  private static String signed(Map<String, ?> claims, KeyPair keys, Instant until) {
    return signed(claims, keys, Optional.of(until));
  }

  private static String signed(Map<String, ?> claims, KeyPair keys, Optional<Instant> until) {
    var set =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(List.of(AUDIENCE))
            .subject("scoring-service");
    until.ifPresent(end -> set.expirationTime(Date.from(end)));
    claims.forEach(set::claim);
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
    try {
      jwt.sign(new RSASSASigner(keys.getPrivate()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
