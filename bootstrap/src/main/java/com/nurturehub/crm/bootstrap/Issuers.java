package com.nurturehub.crm.bootstrap;

import java.net.URI;
import java.util.List;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/// Whose tokens count, and which of them are meant for us.
final class Issuers {

  private Issuers() {}

  /// The issuer is asked for its keys with the first token, so that we start without it.
  static JwtDecoder decoder(URI issuer, String audience) {
    return new SupplierJwtDecoder(() -> {
      var times = new JwtTimestampValidator();
      times.setAllowEmptyExpiryClaim(false);
      var decoder = NimbusJwtDecoder.withIssuerLocation(issuer.toString()).build();
      decoder.setJwtValidator(
          JwtValidators.createDefaultWithValidators(
              List.of(
                  times,
                  new JwtIssuerValidator(issuer.toString()),
                  new JwtAudienceValidator(audience))));
      return decoder;
    });
  }
}
