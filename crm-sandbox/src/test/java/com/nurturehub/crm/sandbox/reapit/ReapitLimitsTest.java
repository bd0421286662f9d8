package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.Visitor;
import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReapitLimitsTest {

  private final Visitor visitor = new Visitor(SandboxSettings.demo());

  @BeforeEach
  void signIn() {
    visitor.signIn();
  }

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void twenty_calls_a_second_are_let_in_over_all_customers() {
    for (int call = 0; call < 20; call++) {
      var request =
          visitor
              .request("/contacts?pageSize=1")
              .setHeader("reapit-customer", call % 2 == 0 ? "RES" : "DXX");
      assertThat(visitor.send(request).statusCode()).isEqualTo(200);
    }

    var refused = visitor.get("/contacts?pageSize=1");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();

    visitor.pass(Duration.ofSeconds(1));
    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(200);
  }

  @Test
  void a_sixth_call_at_once_is_refused_in_words_of_its_own() {
    var limits = new ReapitLimits();
    for (int call = 0; call < 5; call++) {
      assertThat(limits.enter("RES", Visitor.NOW)).isEmpty();
    }

    assertThat(limits.enter("RES", Visitor.NOW))
        .hasValueSatisfying(reply -> {
          assertThat(reply.status()).isEqualTo(429);
          assertThat(Json.ours(reply.body()).propertyNames())
              .containsExactly("StatusCode", "DateTime", "Description");
        });
    assertThat(limits.enter("DXX", Visitor.NOW)).isEmpty();
    limits.leave("RES");
    assertThat(limits.enter("RES", Visitor.NOW)).isEmpty();
  }

  @Test
  void calls_under_way_count_until_they_are_answered() {
    visitor.sandbox.reapit().setLimits(Json.object().putNull("perSecond"));
    visitor
        .sandbox
        .reapit()
        .faults()
        .set(Fault.always(new Harm.Delay(Duration.ofHours(1))).forCustomer("RES"));
    for (int call = 0; call < 5; call++) {
      visitor.sendWithoutWaiting(visitor.request("/contacts?pageSize=1"));
    }
    while (visitor.sandbox.reapit().journal().counts().inFlightMax().getOrDefault("RES", 0) < 5) {
      Thread.onSpinWait();
    }

    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(429);
    assertThat(
            visitor
                .send(visitor.request("/contacts").setHeader("reapit-customer", "DXX"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_call_that_the_gateway_gave_up_on_keeps_its_place_for_a_while() {
    visitor.sandbox.reapit().setOptions(ReapitOptions.usual().withSlotKept(Duration.ofSeconds(60)));
    visitor
        .sandbox
        .reapit()
        .faults()
        .set(Fault.always(new Harm.TimeOutBefore(Duration.ZERO)).times(5));
    for (int call = 0; call < 5; call++) {
      assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(504);
    }

    var refused = visitor.get("/contacts?pageSize=1");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("Concurrent request limit exceeded");

    visitor.pass(Duration.ofSeconds(60));
    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(200);
  }

  @Test
  void the_day_s_quota_ends_and_begins_again_at_midnight() {
    visitor.sandbox.reapit().endQuota();

    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(429);
    visitor.pass(Duration.ofHours(14));
    visitor.signIn();
    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(200);
  }

  @Test
  void each_limit_can_be_changed_and_lifted() {
    visitor.admin("PUT", "/reapit/limits", "{\"perSecond\": 1}");
    visitor.get("/contacts?pageSize=1");
    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(429);

    visitor.admin("PUT", "/reapit/limits", "{\"perSecond\": null}");
    assertThat(visitor.get("/contacts?pageSize=1").statusCode()).isEqualTo(200);
  }
}
