package com.nurturehub.crm.sandbox.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Guest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetGateTest {

  private final Guest guest = StreetGuest.of(60);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void a_missing_or_unknown_token_is_refused() {
    guest.use("Authorization", "Bearer somebody-else");
    assertThat(guest.get("/people").statusCode()).isEqualTo(401);
    guest.leaveOut("Authorization");

    var answer = guest.get("/people");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
    assertThat(Guest.json(answer).path("errors").path(0).path("code").asString(""))
        .isEqualTo("401");
  }

  @Test
  void a_revoked_token_is_refused_until_the_agency_lets_us_in_again() {
    guest.admin("POST", "/street/customers/RIVERSIDE/disconnect", "");
    assertThat(guest.get("/people").statusCode()).isEqualTo(401);

    guest.admin("POST", "/street/customers/RIVERSIDE/connect", "");

    assertThat(guest.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void a_replaced_token_is_refused_and_the_new_one_works() {
    guest.admin("POST", "/street/secret", "{\"secret\": \"next\"}");
    assertThat(guest.get("/people").statusCode()).isEqualTo(401);

    guest.use("Authorization", "Bearer next-RIVERSIDE");

    assertThat(guest.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_made_for_the_property_feed_is_forbidden() {
    guest.use("Authorization", "Bearer street-property-feed");

    assertThat(guest.get("/people").statusCode()).isEqualTo(403);
  }

  @Test
  void a_token_opens_its_own_network_only() {
    var here = StreetGuest.anyId(guest);

    guest.use("Authorization", "Bearer street-hillside");

    assertThat(guest.get("/people/" + here).statusCode()).isEqualTo(404);
  }

  @Test
  void an_accept_that_leaves_json_api_out_is_refused_unless_nobody_checks() {
    guest.use("Accept", "application/json");
    assertThat(guest.get("/people").statusCode()).isEqualTo(406);

    StreetGuest.option(guest, "checksAccept", false);

    assertThat(guest.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void a_write_in_another_media_type_is_refused() {
    guest.use("Content-Type", "application/json");

    assertThat(guest.post("/enquiries", "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void people_cannot_be_created_or_deleted() {
    assertThat(guest.post("/people", "{}").statusCode()).isEqualTo(405);
    assertThat(guest.call("DELETE", "/people/" + StreetGuest.anyId(guest), "").statusCode())
        .isEqualTo(405);
    assertThat(guest.get("/contacts").statusCode()).isEqualTo(404);
  }

  @Test
  void reads_and_writes_are_limited_apart_and_each_minute_anew() {
    guest.admin("PUT", "/street/limits", "{\"readsPerMinute\": 2, \"writesPerMinute\": 1}");
    assertThat(limit(guest.get("/people"), "Remaining")).isEqualTo("1");
    assertThat(guest.get("/people").statusCode()).isEqualTo(200);

    var refused = guest.get("/people");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("60");
    assertThat(limit(refused, "Reset")).isEqualTo("1795428060");
    assertThat(Guest.json(refused).path("errors").size()).isEqualTo(1);
    assertThat(guest.post("/notes", "{}").statusCode()).isEqualTo(400);
    assertThat(guest.post("/notes", "{}").statusCode()).isEqualTo(429);
    guest.pass(Duration.ofSeconds(61));
    assertThat(guest.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void a_limit_may_be_exceeded_without_a_word_about_when_to_come_back() {
    guest.admin("PUT", "/street/options", "{\"limitHeaders\": []}");
    StreetGuest.option(guest, "limitBody", "message");
    guest.admin("POST", "/street/quota/end", "");

    var refused = guest.get("/people");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    assertThat(limit(refused, "Limit")).isEmpty();
    assertThat(Guest.json(refused).path("message").asString("")).isEqualTo("Too Many Attempts.");
  }

  @ParameterizedTest
  @CsvSource({
    "limit, X-RateLimit-Limit",
    "remaining, X-RateLimit-Remaining",
    "reset, X-RateLimit-Reset",
    "retry_after, Retry-After"
  })
  void of_what_a_refusal_tells_each_part_can_be_told_alone(String part, String header) {
    guest.admin("PUT", "/street/options", "{\"limitHeaders\": [\"%s\"]}".formatted(part));
    guest.admin("POST", "/street/quota/end", "");

    var refused = guest.get("/people");

    assertThat(refused.headers().map().keySet())
        .contains(header.toLowerCase(Locale.ROOT))
        .filteredOn(name -> name.startsWith("x-ratelimit") || name.equals("retry-after"))
        .hasSize(1);
  }

  @Test
  void the_limits_are_as_published() {
    assertThat(guest.admin("GET", "/street/limits", "").body())
        .isEqualTo("{\"readsPerMinute\":600,\"writesPerMinute\":100}");
  }

  @Test
  void branches_come_with_the_oldest_first() {
    var branches = guest.getJson("/branches?page%5Bsize%5D=2");

    assertThat(branches.path("data").size()).isEqualTo(2);
    assertThat(branches.path("data").path(0).path("attributes").path("name").asString(""))
        .isEqualTo("Riverside Chester");
    assertThat(StreetGuest.total(branches)).isEqualTo(3);
  }

  private static String limit(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue("X-RateLimit-" + name).orElse("");
  }
}
