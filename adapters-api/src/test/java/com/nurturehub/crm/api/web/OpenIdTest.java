package com.nurturehub.crm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.JwtAccess;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.Provider;
import com.nurturehub.crm.testkit.ReservedPort;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Signing in to the page at a real authorization server, and what other sites may do.
class OpenIdTest {

  private static final String PUBLIC = "crm.example.com";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private static int port;
  private static IdentityProvider provider;
  private static TestServer server;

  @BeforeAll
  static void start() {
    port = ReservedPort.next();
    provider =
        IdentityProvider.start(
            List.of(
                URI.create("http://localhost:%d%s".formatted(port, Provider.RETURN)),
                URI.create("https://%s%s".formatted(PUBLIC, Provider.RETURN))));
    server =
        TestServer.started(
            OpenIdAccess.class,
            Map.of(
                "server.port", String.valueOf(port),
                "server.forward-headers-strategy", "native",
                "server.tomcat.remoteip.internal-proxies", "127\\.0\\.0\\.1|0:0:0:0:0:0:0:1"));
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
  }

  @Configuration(proxyBeanMethods = false)
  static class OpenIdAccess {

    @Bean
    Access access() {
      return new JwtAccess()
          .access()
          .with(
              new Provider(
                  provider.issuer(),
                  IdentityProvider.CLIENT,
                  provider.secret(),
                  "{baseUrl}" + Provider.RETURN,
                  "agency",
                  "roles"))
          .callableFrom(List.of("https://app.nurturehub.example"));
    }
  }

  /// Somebody with a browser; it follows no redirect by itself.
  private static final class Somebody {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    HttpResponse<String> open(URI address, String... headers) {
      var request = HttpRequest.newBuilder(address).header("Accept", "text/html");
      return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(URI address, String type, String body, String... headers) {
      var request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", type)
              .POST(BodyPublishers.ofString(body));
      return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
      try {
        return http.send(request.build(), BodyHandlers.ofString());
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    String session() {
      return cookies.getCookieStore().getCookies().stream()
          .filter(cookie -> cookie.getName().equals("nurturehub"))
          .map(HttpCookie::getValue)
          .findFirst()
          .orElse("");
    }

    /// Goes to the provider, says who they are, and is sent back with this.
    URI provedBy(URI asked, String name) {
      open(asked);
      var form = open(provider.issuer().resolve("/login"));
      var csrf = CSRF.matcher(form.body());
      assertThat(csrf.find()).as(form.body()).isTrue();
      post(
          provider.issuer().resolve("/login"),
          "application/x-www-form-urlencoded",
          "username=%s&password=%s&_csrf=%s"
              .formatted(name, IdentityProvider.PASSWORD, csrf.group(1)));
      return to(open(asked));
    }

    HttpResponse<String> signIn(String name) {
      return open(provedBy(to(open(server.http(OpenId.BEGIN))), name));
    }

    HttpResponse<String> ask() {
      return post(
          server.http("/graphql"),
          "application/json",
          "{\"query\": \"{ integrations { provider } contacts { totalCount } }\"}",
          "X-NurtureHub-Page",
          "1");
    }
  }

  private static URI to(HttpResponse<String> redirect) {
    assertThat(redirect.statusCode()).as(redirect.body()).isBetween(300, 399);
    return redirect.uri().resolve(redirect.headers().firstValue("location").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "ben"})
  void an_owner_or_an_admin_signs_in_and_acts_for_their_agency(String name) {
    var somebody = new Somebody();

    var back = somebody.signIn(name);

    assertThat(to(back).getPath()).isEqualTo("/dashboard/settings/integrations");
    assertThat(somebody.open(to(back)).statusCode()).isEqualTo(200);
    assertThat(somebody.ask().statusCode()).isEqualTo(200);
    assertThat(somebody.ask().body()).contains("totalCount").doesNotContain("errors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cas", "dee", "eve"})
  void who_is_no_owner_or_admin_of_one_agency_is_not_let_in(String name) {
    var somebody = new Somebody();

    var back = somebody.signIn(name);

    assertThat(to(back).getPath()).isEqualTo("/sign-in");
    var page = somebody.open(to(back));
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("not an owner's or admin's");
    assertThat(somebody.ask().statusCode()).isEqualTo(401);
  }

  @Test
  void the_page_offers_the_way_in_and_nothing_else_is_open() {
    var somebody = new Somebody();

    assertThat(to(somebody.open(server.http("/dashboard/settings/integrations"))).getPath())
        .isEqualTo("/sign-in");
    assertThat(somebody.open(server.http("/sign-in")).body()).contains(OpenId.BEGIN);
    assertThat(somebody.ask().statusCode()).isEqualTo(401);
  }

  @Test
  void the_session_of_before_is_worth_nothing_afterwards() {
    var somebody = new Somebody();
    var asked = to(somebody.open(server.http(OpenId.BEGIN)));
    var planted = somebody.session();
    assertThat(planted).isNotEmpty();

    somebody.open(somebody.provedBy(asked, "ann"));

    assertThat(somebody.session()).isNotEmpty().isNotEqualTo(planted);
    assertThat(
            new Somebody()
                .open(
                    server.http("/dashboard/settings/integrations"),
                    "Cookie",
                    "nurturehub=" + planted)
                .statusCode())
        .isEqualTo(302);
  }

  @Test
  void who_signs_out_is_out_in_every_window() {
    var somebody = new Somebody();
    somebody.signIn("ann");
    var session = somebody.session();

    somebody.post(server.http("/sign-out"), "application/json", "", "X-NurtureHub-Page", "1");

    assertThat(somebody.ask().statusCode()).isEqualTo(401);
    assertThat(
            new Somebody()
                .open(
                    server.http("/dashboard/settings/integrations"),
                    "Cookie",
                    "nurturehub=" + session)
                .statusCode())
        .isEqualTo(302);
  }

  @Test
  void what_somebody_else_brought_back_signs_nobody_in() {
    var attacker = new Somebody();
    var planted = attacker.provedBy(to(attacker.open(server.http(OpenId.BEGIN))), "ann");
    var victim = new Somebody();
    victim.open(server.http(OpenId.BEGIN));

    var led = victim.open(planted);

    assertThat(to(led).getPath()).isEqualTo("/sign-in");
    assertThat(victim.ask().statusCode()).isEqualTo(401);
    assertThat(to(new Somebody().open(planted)).getPath())
        .as("without a session")
        .isEqualTo("/sign-in");
  }

  @Test
  void what_was_brought_back_once_is_used_up() {
    var somebody = new Somebody();
    var back = somebody.provedBy(to(somebody.open(server.http(OpenId.BEGIN))), "ann");
    somebody.open(back);

    assertThat(to(somebody.open(back)).getPath()).isEqualTo("/sign-in");
  }

  @Test
  void state_nonce_and_a_proof_go_along() {
    var asked = to(new Somebody().open(server.http(OpenId.BEGIN)));

    assertThat(asked.getRawQuery())
        .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256")
        .doesNotContain(IdentityProvider.SECRET);
  }

  @Test
  void behind_something_that_ends_tls_the_public_address_counts() {
    var answer =
        new Somebody()
            .open(
                server.http(OpenId.BEGIN),
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                PUBLIC,
                "X-Forwarded-Port",
                "443",
                "X-Forwarded-For",
                "203.0.113.7");

    assertThat(to(answer).getQuery())
        .contains("redirect_uri=https://%s%s".formatted(PUBLIC, Provider.RETURN));
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
        .contains("Secure", "HttpOnly", "SameSite=Lax");
    assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
  }

  @Test
  void a_site_that_is_named_may_call_with_a_token_and_no_other() {
    assertThat(preflight("https://app.nurturehub.example"))
        .satisfies(answer -> {
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.headers().firstValue("access-control-allow-origin"))
              .contains("https://app.nurturehub.example");
          assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
        });
    assertThat(preflight("https://elsewhere.example"))
        .satisfies(answer -> {
          assertThat(answer.statusCode()).isEqualTo(403);
          assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
        });

    var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("acme")));
    assertThat(called("https://app.nurturehub.example", token)).isEqualTo(200);
    assertThat(called("https://elsewhere.example", token)).isEqualTo(403);
  }

  private static int called(String origin, String token) {
    return new Somebody()
        .post(
            server.http("/graphql"),
            "application/json",
            "{\"query\": \"{ contacts { totalCount } }\"}",
            "Authorization",
            "Bearer " + token,
            "Origin",
            origin)
        .statusCode();
  }

  private static HttpResponse<String> preflight(String origin) {
    return new Somebody()
        .send(
            HttpRequest.newBuilder(server.http("/graphql"))
                .method("OPTIONS", BodyPublishers.noBody())
                .headers(
                    "Origin", origin,
                    "Access-Control-Request-Method", "POST",
                    "Access-Control-Request-Headers", "authorization,content-type"));
  }
}
