package com.nurturehub.crm.bootstrap;

import java.net.URI;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/// Whose tokens count, and which of them are meant for us.
final class Issuers {

  private Issuers() {}

  /// The issuer is asked for its keys with the first token, so that we start without it.
  static JwtDecoder decoder(URI issuer, String audience) {
    return new SupplierJwtDecoder(() -> {
      var decoder = NimbusJwtDecoder.withIssuerLocation(issuer.toString()).build();
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              JwtValidators.createDefaultWithIssuer(issuer.toString()),
              new JwtAudienceValidator(audience)));
      return decoder;
    });
  }
}
