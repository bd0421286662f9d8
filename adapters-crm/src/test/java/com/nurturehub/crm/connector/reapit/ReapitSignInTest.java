package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.connector.Worlds;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who signed in is told by Reapit's identity token alone, and only by one that holds in every
/// respect. What the sandbox answers is altered on its way here.
class ReapitSignInTest {

  private static final Secret STATE = Secret.of("a-state");
  private static final Secret VERIFIER =
      Secret.of("a-verifier-that-nobody-else-knows-of-43-letters");
  private static final String CLIENT_CODE = "custom:reapit:clientCode";

  private static RSAKey key;

  private final AtReapit reapit = AtReapit.with(1);

  /// A token as Reapit would have made it, or nearly.
  record Altered(String what, UnaryOperator<JWTClaimsSet.Builder> how) {
    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeAll
  static void makeAKey() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("another").algorithm(JWSAlgorithm.RS256).generate();
  }

  @AfterEach
  void close() {
    reapit.close();
  }

  @Test
  void who_signs_in_is_who_reapit_says() {
    assertThat(claimed(UnaryOperator.identity()).authenticate())
        .isEqualTo(new AccountIdentity("RES"));
  }

  @Test
  void reapit_may_sign_with_another_key_than_before() {
    assertThat(claimed(published(UnaryOperator.identity())).authenticate())
        .isEqualTo(new AccountIdentity("RES"));
  }

  private static Stream<Altered> flaws() {
    return Stream.of(
        new Altered("from another issuer", claims -> claims.issuer("https://login.example")),
        new Altered("from nobody", claims -> claims.issuer(null)),
        new Altered("for another application", claims -> claims.audience("another-client")),
        new Altered("for nobody", claims -> claims.audience((String) null)),
        new Altered("for another sign-in", claims -> claims.claim("nonce", "another")),
        new Altered("for any sign-in", claims -> claims.claim("nonce", null)),
        new Altered("expired", claims -> claims.expirationTime(ago(Duration.ofMinutes(5)))),
        new Altered("never to expire", claims -> claims.expirationTime(null)),
        new Altered("not good yet", claims -> claims.notBeforeTime(ago(Duration.ofHours(-1)))),
        new Altered("without a customer", claims -> claims.claim(CLIENT_CODE, null)),
        new Altered("with a customer that is none", claims -> claims.claim(CLIENT_CODE, "R/../S")));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void a_token_that_reapit_did_not_make_for_this_sign_in_is_refused(Altered flaw) {
    refused(published(flaw.how()));
  }

  @Test
  void a_token_signed_by_somebody_else_is_refused() {
    refused(signedAnew(UnaryOperator.identity()));
  }

  @Test
  void a_token_signed_by_somebody_else_in_the_name_of_reapits_key_is_refused() {
    refused(signed(UnaryOperator.identity(), "sandbox-connect"));
  }

  @Test
  void a_token_whose_customer_was_changed_after_signing_is_refused() {
    refused(
        withToken(token -> {
          var parts = token.split("\\.", -1);
          var claims = named(claims(token), "LAKESIDE").toPayload().toBase64URL();
          return parts[0] + "." + claims + "." + parts[2];
        }));
  }

  @Test
  void a_token_that_nobody_signed_is_refused() {
    refused(withToken(token -> new PlainJWT(claims(token)).serialize()));
  }

  @Test
  void what_is_no_token_is_refused() {
    refused(withToken(_ -> "a.b.c"));
  }

  @Test
  void a_code_is_worth_nothing_without_what_the_sign_in_began_with() {
    var signIn = signIn(UnaryOperator.identity());
    var code = agreed(signIn.address(STATE, VERIFIER));

    assertThatThrownBy(() -> signIn.claiming(code, Secret.of("guessed")))
        .isInstanceOf(CrmFailure.Persistent.class);
  }

  private void refused(UnaryOperator<CrmResponse> alteration) {
    var failure = catchThrowableOfType(CrmFailure.Persistent.class, () -> claimed(alteration));

    assertThat(failure.why()).isEqualTo(FailureCause.CREDENTIALS_REFUSED);
    assertThat(failure).hasMessageNotContaining("eyJ");
    assertThat(reapit.calls("contacts.list")).isZero();
  }

  private CRMConnector claimed(UnaryOperator<CrmResponse> alteration) {
    var signIn = signIn(alteration);
    return signIn.claiming(agreed(signIn.address(STATE, VERIFIER)), VERIFIER);
  }

  private CrmSignIn signIn(UnaryOperator<CrmResponse> alteration) {
    var chosen =
        ReapitSettings.SignIn.of(
            reapit.settings.clientId(), URI.create("http://127.0.0.1:1/oauth/reapit/callback"));
    return new ReapitApplication(
            reapit.settings.with(chosen),
            Worlds.with(reapit.pauses::add).watchedBy(inner -> altering(inner, alteration)))
        .signIn()
        .orElseThrow();
  }

  private static Exchange altering(Exchange inner, UnaryOperator<CrmResponse> alteration) {
    return request -> {
      var response = inner.exchange(request);
      return request.uri().getPath().startsWith("/reapit/connect")
          ? alteration.apply(response)
          : response;
    };
  }

  // ---- what is altered

  private static UnaryOperator<CrmResponse> signedAnew(
      UnaryOperator<JWTClaimsSet.Builder> alteration) {
    return signed(alteration, key.getKeyID());
  }

  private static UnaryOperator<CrmResponse> signed(
      UnaryOperator<JWTClaimsSet.Builder> alteration, String keyName) {
    return withToken(token -> {
      var claims = alteration.apply(new JWTClaimsSet.Builder(claims(token))).build();
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyName).build();
      var forged = new SignedJWT(header, claims);
      try {
        forged.sign(new RSASSASigner(key));
      } catch (JOSEException failure) {
        throw new IllegalStateException(failure);
      }
      return forged.serialize();
    });
  }

  private static UnaryOperator<CrmResponse> withToken(UnaryOperator<String> alteration) {
    return response -> {
      var answer = text(response);
      if (!answer.contains("\"id_token\"")) {
        return response;
      }
      var body = AtReapit.json(answer);
      body.put("id_token", alteration.apply(body.path("id_token").asString()));
      return answering(body.toString());
    };
  }

  /// Signed anew, with a key that Reapit publishes as its own.
  private static UnaryOperator<CrmResponse> published(
      UnaryOperator<JWTClaimsSet.Builder> alteration) {
    var signed = signedAnew(alteration);
    return response ->
        text(response).contains("\"keys\"")
            ? answering(new JWKSet(key.toPublicJWK()).toString())
            : signed.apply(response);
  }

  private static JWTClaimsSet named(JWTClaimsSet claims, String customer) {
    return new JWTClaimsSet.Builder(claims).claim(CLIENT_CODE, customer).build();
  }

  private static JWTClaimsSet claims(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Date ago(Duration time) {
    return Date.from(Instant.now().minus(time));
  }

  private static String text(CrmResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static CrmResponse answering(String body) {
    return new CrmResponse(
        200,
        Map.of("content-type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        true);
  }

  // ---- the person who signs in

  /// Agrees at Reapit as a user of RES, and comes back with a code.
  private static Secret agreed(URI address) {
    var form = address.getRawQuery() + "&decision=allow&customer=RES";
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try (var browser = HttpClient.newHttpClient()) {
      var answer = browser.send(request, BodyHandlers.ofString());
      var back = URI.create(answer.headers().firstValue("location").orElseThrow());
      return Secret.of(parameter("code", back));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  private static String parameter(String name, URI back) {
    return Arrays.stream(back.getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair[0].equals(name))
        .map(pair -> pair[1])
        .findFirst()
        .orElseThrow();
  }
}
