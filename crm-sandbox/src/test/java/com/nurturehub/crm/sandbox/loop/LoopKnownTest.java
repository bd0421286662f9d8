package com.nurturehub.crm.sandbox.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Guest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is publicly known of Loop: the key and the two property lists.
class LoopKnownTest {

  private final Guest guest = LoopGuest.of(60);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void the_property_lists_have_the_shape_that_was_seen() {
    var sales = guest.getJson("/sales-properties?marketingStatus=OnMarket&pageSize=1");
    var lettings = guest.getJson("/lettings-properties?marketingStatus=OnMarket&pageSize=30");

    assertThat(sales.propertyNames()).containsExactly("results");
    assertThat(sales.path("results").size()).isEqualTo(1);
    assertThat(sales.path("results").path(0).propertyNames())
        .contains("refId", "salesLifecycleId", "address", "propertyTypeText", "price", "teamEmail");
    assertThat(lettings.path("results").size()).isEqualTo(30);
    assertThat(lettings.path("results").path(0).has("lettingsLifecycleId")).isTrue();
  }

  @Test
  void a_wrong_or_missing_key_is_refused() {
    guest.use("x-api-key", "00000000-0000-4000-8000-000000000000");
    assertThat(guest.get("/sales-properties").statusCode()).isEqualTo(401);
    guest.leaveOut("x-api-key");
    assertThat(guest.get("/people").statusCode()).isEqualTo(401);
    assertThat(guest.get("/nowhere").statusCode()).isEqualTo(401);
  }

  @Test
  void a_revoked_key_is_refused_and_a_replaced_one_too() {
    guest.admin("POST", "/loop/customers/COALVILLE/disconnect", "");
    assertThat(guest.get("/sales-properties").statusCode()).isEqualTo(401);
    guest.admin("POST", "/loop/secret", "{\"secret\": \"0b0b0b0b-0000-4000-8000-000000000000\"}");
    assertThat(guest.get("/sales-properties").statusCode()).isEqualTo(401);

    guest.use("x-api-key", "0b0b0b0b-0000-4000-8000-000000000000");

    assertThat(guest.get("/sales-properties").statusCode()).isEqualTo(200);
  }

  @Test
  void in_live_like_mode_nothing_else_is_there() {
    var id = LoopGuest.anyId(guest);
    LoopGuest.option(guest, "liveLike", true);

    assertThat(guest.get("/sales-properties").statusCode()).isEqualTo(200);
    assertThat(guest.get("/lettings-properties").statusCode()).isEqualTo(200);
    assertThat(guest.get("/people").statusCode()).isEqualTo(404);
    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(404);
    assertThat(guest.post("/people", "{}").statusCode()).isEqualTo(404);
    assertThat(guest.call("DELETE", "/people/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void calls_are_limited_by_the_minute_and_may_say_when_to_come_back() {
    guest.admin("PUT", "/loop/limits", "{\"perMinute\": 2}");
    guest.get("/people");
    guest.get("/people");

    var refused = guest.get("/people");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("60");
    LoopGuest.option(guest, "saysWhenToComeBack", false);
    assertThat(guest.get("/people").headers().firstValue("Retry-After")).isEmpty();
    guest.pass(Duration.ofSeconds(61));
    assertThat(guest.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void no_key_is_ever_on_record() {
    guest.get("/people");

    assertThat(guest.admin("GET", "/loop/requests", "").body())
        .contains("people.list", LoopGuest.TEAM)
        .doesNotContain("c0a1f111");
  }
}
