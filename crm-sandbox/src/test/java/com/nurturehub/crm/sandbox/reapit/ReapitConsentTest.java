package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.Visitor;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Query;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReapitConsentTest {

  private static final String BACK = "http://127.0.0.1:9999/callback";
  private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";

  private final Visitor visitor = new Visitor(SandboxSettings.demo());

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void the_page_asks_which_customer_the_user_belongs_to() throws Exception {
    var page = page("response_type=code&code_challenge=x&code_challenge_method=S256&state=s1");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("value=\"RES\"", "value=\"DXX\"", "value=\"s1\"", "Allow");
  }

  @Test
  void an_unregistered_address_is_never_led_back_to() {
    var page =
        visitor.send(
            HttpRequest.newBuilder(
                URI.create(
                    visitor.sandbox.reapitConnect()
                        + "/authorize?response_type=code&client_id=sandbox-client"
                        + "&redirect_uri=https%3A%2F%2Fevil.example%2F")));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void a_user_who_agrees_comes_back_with_a_code_for_tokens_of_the_customer() throws Exception {
    var answer = exchange(agreed("RES"), VERIFIER);
    var tokens = Visitor.json(answer);

    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    var claims = claims(tokens.path("id_token").asString(""));
    assertThat(claims.path("custom:reapit:clientCode").asString("")).isEqualTo("RES");
    assertThat(claims.path("aud").asString("")).isEqualTo("sandbox-client");
    assertThat(claims.path("nonce").asString("")).isEqualTo("n1");
    visitor.use(tokens.path("access_token").asString(""));
    assertThat(
            visitor
                .send(
                    visitor
                        .bare("/contacts?pageSize=1")
                        .header("Authorization", "Bearer " + visitor.bearer())
                        .header("api-version", "2020-01-31"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_id_token_is_signed_with_the_published_key() throws Exception {
    var token = Visitor.json(exchange(agreed("RES"), VERIFIER)).path("id_token").asString("");
    var key =
        Visitor.json(
                visitor.send(
                    HttpRequest.newBuilder(
                        URI.create(visitor.sandbox.reapitConnect() + "/.well-known/jwks.json"))))
            .path("keys")
            .path(0);
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    number(key.path("n").asString("")), number(key.path("e").asString("")))));
    var dot = token.lastIndexOf('.');
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)))).isTrue();
  }

  @Test
  void a_user_who_refuses_comes_back_with_an_error() throws Exception {
    var back = query(decide("RES", "deny"));

    assertThat(back.find("error")).contains("access_denied");
    assertThat(back.find("state")).contains("s1");
    assertThat(back.has("code")).isFalse();
  }

  @Test
  void a_code_works_once() throws Exception {
    var code = agreed("RES");
    exchange(code, VERIFIER);

    assertThat(exchange(code, VERIFIER).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
  }

  @Test
  void a_code_is_of_no_use_after_ten_minutes() throws Exception {
    var code = agreed("RES");
    visitor.pass(Duration.ofMinutes(10));

    assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(400);
  }

  @Test
  void a_code_is_of_no_use_without_the_proof_that_the_sign_in_was_ours() throws Exception {
    assertThat(exchange(agreed("RES"), "another-verifier").body())
        .isEqualTo("{\"error\":\"invalid_grant\"}");
  }

  @Test
  void a_refresh_token_works_once_and_brings_its_successor() throws Exception {
    var first = Visitor.json(exchange(agreed("RES"), VERIFIER)).path("refresh_token").asString("");
    var second = Visitor.json(refreshed(first)).path("refresh_token").asString("");

    assertThat(second).isNotEmpty().isNotEqualTo(first);
    assertThat(refreshed(first).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
  }

  @Test
  void a_chain_of_refresh_tokens_ends_after_thirty_days() throws Exception {
    var refresh =
        Visitor.json(exchange(agreed("RES"), VERIFIER)).path("refresh_token").asString("");
    for (int time = 0; time < 2; time++) {
      visitor.pass(Duration.ofDays(14));
      refresh = Visitor.json(refreshed(refresh)).path("refresh_token").asString("");
    }
    visitor.pass(Duration.ofDays(3));

    assertThat(refreshed(refresh).statusCode()).isEqualTo(400);
  }

  @Test
  void a_refresh_token_that_lay_idle_for_fifteen_days_is_refused() throws Exception {
    var refresh =
        Visitor.json(exchange(agreed("RES"), VERIFIER)).path("refresh_token").asString("");
    visitor.pass(Duration.ofDays(15));

    assertThat(refreshed(refresh).statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> page(String more) throws Exception {
    return visitor.send(
        HttpRequest.newBuilder(
            URI.create(
                visitor.sandbox.reapitConnect()
                    + "/oauth/authorize?client_id=sandbox-client&redirect_uri="
                    + Visitor.encoded(BACK)
                    + "&"
                    + more)));
  }

  private String agreed(String customer) throws Exception {
    return query(decide(customer, "allow")).find("code").orElseThrow();
  }

  private HttpResponse<String> decide(String customer, String decision) throws Exception {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", "sandbox-client");
    form.put("redirect_uri", BACK);
    form.put("scope", "openid offline_access agencyCloud/contacts.read");
    form.put("state", "s1");
    form.put("nonce", "n1");
    form.put("code_challenge", challenge(VERIFIER));
    form.put("customer", customer);
    form.put("decision", decision);
    return visitor.send(form("/oauth/authorize", form));
  }

  private HttpResponse<String> exchange(String code, String verifier) {
    return visitor.send(
        form(
            "/oauth/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", "sandbox-client",
                "code", code,
                "redirect_uri", BACK,
                "code_verifier", verifier)));
  }

  private HttpResponse<String> refreshed(String refresh) {
    return visitor.send(
        form(
            "/oauth/token",
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "sandbox-client",
                "refresh_token", refresh)));
  }

  private HttpRequest.Builder form(String path, Map<String, String> form) {
    return HttpRequest.newBuilder(URI.create(visitor.sandbox.reapitConnect() + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(Visitor.encodedForm(form)));
  }

  private static Query query(HttpResponse<String> redirect) {
    var location = redirect.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(BACK + "?");
    return Query.parse(URI.create(location).getRawQuery());
  }

  private static JsonNode claims(String token) {
    var middle = token.split("\\.", -1)[1];
    return Json.ours(Bytes.of(Base64.getUrlDecoder().decode(middle)));
  }

  private static BigInteger number(String text) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  private static String challenge(String verifier) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }
}
