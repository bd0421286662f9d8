package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.CrmProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every address the service answers at over HTTP, and what comes of it when somebody knocks with
/// what belongs to another agency.
class DoorsTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TheService SERVICE = TheService.running();

  /// Each is tried below, in AgenciesApartTest, or shows nothing of any agency.
  private static final List<String> DOORS =
      List.of(
          "/",
          "/dashboard",
          "/dashboard/settings",
          "/dashboard/settings/integrations",
          "/dashboard/settings/integrations/sync-log.csv",
          "/error",
          "/oauth/{crm}/callback",
          "/sign-in",
          "/sign-out",
          "/webhooks/{provider}",
          "/webhooks/{provider}/{connection}",
          "/webhooks/{provider}/{connection}/{proof}");

  private static Furnished victim;

  @BeforeAll
  static void an_agency_with_something_of_everything() {
    victim = Furnished.in(SERVICE, "apart-victim-http");
  }

  @Test
  void there_is_no_other_door() {
    var found =
        SERVICE.parts(RequestMappingHandlerMapping.class).stream()
            .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
            .flatMap(door -> door.getPatternValues().stream())
            .filter(pattern -> !pattern.startsWith("/actuator"))
            .distinct()
            .sorted();

    assertThat(found).containsExactlyElementsOf(DOORS);
  }

  static Stream<String> crms() {
    return Arrays.stream(CrmProvider.values()).map(CrmProvider::key);
  }

  @ParameterizedTest
  @MethodSource("crms")
  void a_message_that_proves_nothing_reaches_no_agency_at_any_address(String crm) {
    var before = victim.rows();
    var connection = victim.connection().id().toString();
    var body =
        """
        {"eventId": "1", "entityId": "X1", "customerId": "%s", "topicId": "contacts.modified",
         "data": {"agencyRef": "%s"}}
        """
            .formatted(
                victim.connection().account().value(), victim.connection().account().value());

    for (var path : List.of("", "/" + connection, "/" + connection + "/" + UUID.randomUUID())) {
      var answer =
          send(
              HttpRequest.newBuilder(SERVICE.http().resolve("/webhooks/" + crm + path))
                  .header("x-signature", "guessed")
                  .header("x-webhook-secret", "guessed")
                  .header("svix-id", "1")
                  .header("svix-timestamp", "1795428000")
                  .header("svix-signature", "v1,AA==")
                  .POST(BodyPublishers.ofString(body)));

      assertThat(answer.statusCode()).isIn(401, 404);
      assertThat(answer.body()).doesNotContain(victim.name());
    }

    assertThat(victim.rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("crms")
  void what_one_agency_brings_back_from_a_crm_is_not_taken_for_another(String crm) {
    var before = victim.rows();
    var intruder = SERVICE.office("apart-intruder-oauth");
    var browser = new SigningIn(SERVICE.http());
    var back = browser.begin(intruder);
    var state = back.getRawQuery().replaceAll(".*state=([^&]*).*", "$1");

    for (var cookie : List.of(victim.name() + ":" + browser.proof(), victim.name() + ":", "")) {
      var answer =
          send(
              HttpRequest.newBuilder(
                      SERVICE
                          .http()
                          .resolve("/oauth/%s/callback?state=%s&code=x".formatted(crm, state)))
                  .header("Cookie", "nurturehub-connect=" + cookie));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain(victim.name());
    }

    assertThat(victim.rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /dashboard/settings/integrations",
        "GET /dashboard/settings/integrations/sync-log.csv",
        "POST /graphql",
        "POST /sign-out",
        "GET /actuator/prometheus",
        "GET /actuator/info",
        "GET /dashboard/assets/graphql.js"
      })
  void nobody_gets_in_without_a_token_for_us(String door) {
    var issuer = SERVICE.issuer();
    var tokens =
        Map.of(
            "none", "",
            "expired", issuer.expiredTokenFor(victim.name()),
            "signed by another", issuer.forgedTokenFor(victim.name()),
            "for another audience", issuer.token("another-service", victim.name()),
            "endless", issuer.endlessTokenFor(victim.name()),
            "none at all", "nonsense");

    tokens.forEach((what, token) -> {
      var answer = knock(door, token);
      assertThat(answer.statusCode()).as(what).isEqualTo(401);
      assertThat(answer.body()).doesNotContain(victim.name());
    });
  }

  /// Both would take in what nobody bounded, before it is known who sends it.
  @Test
  void nobody_unpacks_forms_or_files() {
    assertThat(SERVICE.parts(FormContentFilter.class)).isEmpty();
    assertThat(SERVICE.parts(MultipartResolver.class)).isEmpty();
  }

  @Test
  void a_token_for_another_agency_shows_nothing_of_this_one() {
    var answer = knock("POST /graphql", SERVICE.issuer().tokenFor("apart-other"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"totalCount\":0").doesNotContain(victim.name());
    assertThat(knock("POST /graphql", SERVICE.issuer().tokenFor(victim.name())).body())
        .contains(victim.name());
  }

  @Test
  void the_file_of_the_sync_log_is_its_own_agencys() {
    var door = "GET /dashboard/settings/integrations/sync-log.csv?contactId=" + victim.contact();

    assertThat(knock(door, SERVICE.issuer().tokenFor(victim.name())).body())
        .contains(victim.name(), victim.contact().toString());
    var other = knock(door, SERVICE.issuer().tokenFor("apart-other"));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body().lines()).hasSize(1);
    assertThat(other.body()).doesNotContain(victim.name());
  }

  @Test
  void who_was_not_named_as_a_proxy_is_not_believed() {
    var answer =
        send(
            HttpRequest.newBuilder(SERVICE.http().resolve("/sign-in"))
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "elsewhere.example"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("strict-transport-security")).isEmpty();
  }

  private static HttpResponse<String> knock(String door, String token) {
    var method = door.split(" ", 2)[0];
    var request =
        HttpRequest.newBuilder(SERVICE.http().resolve(door.split(" ", 2)[1]))
            .header("Content-Type", "application/json")
            .header("X-NurtureHub-Page", "yes")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(
                        """
                        {"query": "{ contacts { totalCount edges { node { details { surname } } } } }"}
                        """));
    return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
