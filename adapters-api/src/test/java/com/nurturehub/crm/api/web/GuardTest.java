package com.nurturehub.crm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.JwtAccess;
import com.nurturehub.crm.api.TestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  private static TestServer server;

  private Browser browser;

  @BeforeAll
  static void start() {
    server = TestServer.local();
  }

  @BeforeEach
  void open() {
    browser = new Browser(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/dashboard/settings/integrations", "/nowhere"})
  void every_answer_carries_the_guarding_headers(String path) {
    var headers = browser.signedIn().open(path).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains(
            "default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void the_policy_names_the_digest_of_the_pages_own_import_map() throws NoSuchAlgorithmException {
    var answer = browser.signedIn().open("/dashboard/settings/integrations");
    var html = answer.body();
    var open = "<script type=\"importmap\">";
    var map = html.substring(html.indexOf(open) + open.length(), html.indexOf("</script>"));
    var digest =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("'sha256-%s'".formatted(digest));
  }

  @Test
  void every_library_the_import_map_names_is_there() {
    var html = browser.signedIn().open("/dashboard/settings/integrations").body();

    var addresses =
        Pattern.compile("\"(/webjars/[^\"]+\\.js)\"")
            .matcher(html)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(addresses).hasSizeGreaterThan(2);
    assertThat(addresses)
        .allSatisfy(address -> assertThat(browser.open(address).statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/actuator/env",
        "/graphiql",
        "/graphql",
        "/dashboard/sign-in.html",
        "/webjars/lit/package.json",
        "/..%2fapplication.yaml"
      })
  void whoever_is_not_signed_in_reaches_nothing(String path) {
    var answer = browser.send(browser.to(path).GET());

    assertThat(answer.statusCode()).isIn(400, 401, 403, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/favicon.svg", "/sign-in.css", "/sign-in"})
  void what_the_way_in_needs_is_open(String path) {
    assertThat(browser.open(path).statusCode()).isEqualTo(200);
  }

  @Test
  void no_request_is_long() {
    var padding = " ".repeat(BodyLimit.BYTES_MAX + 1);

    var declared = browser.ask("{ integrations { title } }" + padding, authorization());
    var streamed =
        browser.send(
            browser
                .to("/graphql")
                .headers(authorization())
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream(
                            ("{\"query\":\"{ integrations { title } }" + padding + "\"}")
                                .getBytes(StandardCharsets.UTF_8)))));

    assertThat(declared.statusCode()).isEqualTo(413);
    assertThat(streamed.statusCode()).isIn(400, 413);
  }

  private static String[] authorization() {
    return new String[] {"Authorization", "Bearer " + TestServer.TOKEN};
  }

  @Test
  void the_schema_is_told_on_ones_own_machine() {
    var schema = new GraphQlClient(server).data("{ __schema { queryType { name } } }");

    assertThat(schema.at("/__schema/queryType/name").asString()).isEqualTo("Query");
  }

  @Test
  void in_production_a_token_gets_in_and_the_schema_is_not_told() {
    try (var production = TestServer.started(JwtAccess.class)) {
      var there = new Browser(production);
      var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("acme")));
      var bearer = new String[] {"Authorization", "Bearer " + token};

      assertThat(there.ask("{ integrations { title } }", bearer).body())
          .isEqualTo("{\"data\":{\"integrations\":[]}}");
      assertThat(there.ask("{ __schema { queryType { name } } }", bearer).body())
          .contains("Introspection has been disabled");
      assertThat(there.open("/sign-in").body()).contains("not set up");
      assertThat(there.ask("{ integrations { title } }", authorization()).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void a_token_that_names_several_agencies_cannot_use_the_dashboards_side() {
    try (var production = TestServer.started(JwtAccess.class)) {
      var token = JwtAccess.token(Map.of("scope", "crm.read", "agencies", List.of("*")));

      var answer =
          new Browser(production)
              .ask("{ integrations { title } }", "Authorization", "Bearer " + token);

      assertThat(answer.body()).contains("AGENCY_NOT_PERMITTED");
    }
  }
}
