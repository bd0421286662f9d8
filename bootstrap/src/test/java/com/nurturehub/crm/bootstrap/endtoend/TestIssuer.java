package com.nurturehub.crm.bootstrap.endtoend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Signs tokens as an identity provider does, and shows its keys to whoever asks.
final class TestIssuer {

  static final String AUDIENCE = "nurturehub-crm";

  private static final int KEY_BITS = 2048;

  private final HttpServer server;
  private final RSAKey key;

  private TestIssuer(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static TestIssuer start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var key = new RSAKeyGenerator(KEY_BITS).keyID("one").generate();
      var issuer = new TestIssuer(server, key);
      issuer.answer(
          "/.well-known/openid-configuration",
          """
          {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"]}
          """
              .formatted(issuer.address()));
      issuer.answer("/keys", new JWKSet(key.toPublicJWK()).toString());
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Lets one agency's people do everything.
  String tokenFor(String agency) {
    return token(AUDIENCE, agency);
  }

  String token(String audience, String agency) {
    return token(audience, agency, Optional.of(Instant.now().plus(Duration.ofHours(1))));
  }

  String endlessTokenFor(String agency) {
    return token(AUDIENCE, agency, Optional.empty());
  }

  /// It ended a while ago.
  String expiredTokenFor(String agency) {
    return token(AUDIENCE, agency, Optional.of(Instant.now().minus(Duration.ofHours(1))));
  }

  /// All of it is right but who signed it.
  String forgedTokenFor(String agency) {
    try {
      var another = new RSAKeyGenerator(KEY_BITS).keyID(key.getKeyID()).generate();
      return token(AUDIENCE, agency, Optional.of(Instant.now().plus(Duration.ofHours(1))), another);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String token(String audience, String agency, Optional<Instant> until) {
    return token(audience, agency, until, key);
  }

  private String token(String audience, String agency, Optional<Instant> until, RSAKey signedWith) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(address().toString())
            .audience(audience)
            .subject("ada@" + agency)
            .claim("agencies", List.of(agency))
            .claim(
                "scope",
                "crm.read crm.connect crm.sync crm.push crm.erase crm.audit crm.decide crm.operate")
            .issueTime(Date.from(Instant.now().minus(Duration.ofHours(2))));
    until.ifPresent(end -> claims.expirationTime(Date.from(end)));
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              claims.build());
      token.sign(new RSASSASigner(signedWith));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(String path, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }
}
