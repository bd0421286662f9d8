package com.nurturehub.crm.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NONE = Duration.ZERO;

  private Instant now = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void no_more_calls_are_under_way_than_allowed() throws InterruptedException {
    var throttle = new InFlight(5, PATIENCE, Instant::now);
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        many.execute(() -> {
          var permit = throttle.enter();
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          underWay.decrementAndGet();
          permit.leave();
        });
      }
      many.shutdown();
      assertThat(many.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 5);
  }

  @Test
  void a_call_that_was_given_up_counts_until_it_has_surely_ended() {
    var throttle = new InFlight(1, NONE, () -> now);
    throttle.enter().leaveLater(Duration.ofSeconds(30));

    assertThatThrownBy(throttle::enter).isInstanceOf(CrmFailure.Transient.class);

    now = now.plusSeconds(30);
    throttle.enter().leave();
    throttle.enter().leave();
  }

  @Test
  void leaving_twice_gives_back_one_place() {
    var throttle = new InFlight(1, NONE, () -> now);
    var permit = throttle.enter();
    permit.leave();
    permit.leave();
    throttle.enter();

    assertThatThrownBy(throttle::enter).isInstanceOf(CrmFailure.Transient.class);
  }

  @Test
  void in_no_second_are_there_more_calls_than_allowed() {
    var starts = new ArrayList<Instant>();
    var chance = new Random(3);
    var throttle = new PerSecond(20, PATIENCE, () -> now, pause -> now = now.plus(pause));
    for (int i = 0; i < 2_000; i++) {
      throttle.enter().leave();
      starts.add(now);
      now = now.plusMillis(chance.nextInt(20));
    }

    for (int i = 20; i < starts.size(); i++) {
      assertThat(Duration.between(starts.get(i - 20), starts.get(i)))
          .isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void patience_ends() {
    var throttle = new PerSecond(1, Duration.ofSeconds(3), () -> now, _ -> {});
    throttle.enter();
    throttle.enter();
    throttle.enter();

    var failure = catchThrowableOfType(CrmFailure.Transient.class, throttle::enter);

    assertThat(failure.why()).isEqualTo(FailureCause.RATE_LIMITED);
    assertThat(failure.retryAfter()).isPresent();
  }

  @Test
  void a_place_is_given_back_when_there_is_no_room_in_the_second() {
    var place = new InFlight(1, NONE, () -> now);
    var second = new PerSecond(1, NONE, () -> now, _ -> {});
    var both = place.and(second);
    both.enter().leave();

    assertThatThrownBy(both::enter).isInstanceOf(CrmFailure.Transient.class);

    place.enter();
  }

  @Test
  void a_gateway_that_timed_out_keeps_its_place_taken() {
    var place = new InFlight(1, NONE, () -> now);
    var answers = new ArrayList<>(List.of(504, 200));
    var throttled =
        new Throttled(
            _ -> new CrmResponse(answers.removeFirst(), Map.of(), new byte[0], true),
            place,
            Duration.ofSeconds(30));

    throttled.exchange(request());

    assertThatThrownBy(() -> throttled.exchange(request()))
        .isInstanceOf(CrmFailure.Transient.class);
    now = now.plusSeconds(31);
    assertThat(throttled.exchange(request()).status()).isEqualTo(200);
  }

  @Test
  void so_does_a_call_that_we_gave_up() {
    var place = new InFlight(1, NONE, () -> now);
    var throttled =
        new Throttled(
            _ -> {
              throw new CrmFailure.Transient(FailureCause.TIMED_OUT, "late");
            },
            place,
            Duration.ofSeconds(30));

    assertThatThrownBy(() -> throttled.exchange(request())).hasMessage("late");

    assertThatThrownBy(() -> throttled.exchange(request())).hasMessageNotContaining("late");
  }

  private static CrmRequest request() {
    return new CrmRequest(
        "GET",
        URI.create("https://crm.example/"),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        CrmRequest.Effect.READS);
  }
}
