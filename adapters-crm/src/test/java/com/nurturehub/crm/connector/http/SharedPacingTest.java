package com.nurturehub.crm.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CallBudget.Rank;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.testkit.memory.InMemoryCallBudget;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two nodes on one budget.
class SharedPacingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final AgencyId ACME = new AgencyId("acme");

  private final Passing clock = new Passing();
  private final CallBudget budget = new InMemoryCallBudget(clock);
  private final SharedPacing one = node(clock, clock::pass);
  private final SharedPacing other = node(clock, clock::pass);

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void calls_of_all_nodes_together_keep_to_the_rate() {
    var throttles =
        List.of(one.perSecond("crm", 20, 0, PATIENCE), other.perSecond("crm", 20, 0, PATIENCE));
    var starts = new ArrayList<Instant>();

    for (var call = 0; call < 100; call++) {
      throttles.get(call % 2).enter().leave();
      starts.add(clock.instant());
    }

    for (var call = 20; call < 100; call++) {
      assertThat(Duration.between(starts.get(call - 20), starts.get(call)))
          .isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_node_that_is_told_late_leaves_the_others_their_time() {
    var slow =
        new SharedPacing(
            answeringLate(budget, () -> clock.pass(Duration.ofMillis(150))),
            clock,
            clock::pass,
            UUID.randomUUID());
    var throttles =
        List.of(slow.perSecond("crm", 20, 0, PATIENCE), other.perSecond("crm", 20, 0, PATIENCE));
    var starts = new ArrayList<Instant>();

    for (var call = 0; call < 10; call++) {
      throttles.get(call % 2).enter().leave();
      starts.add(clock.instant());
    }
    slow.close();

    for (var call = 1; call < 10; call++) {
      assertThat(Duration.between(starts.get(call - 1), starts.get(call)))
          .isGreaterThan(Duration.ofMillis(20));
    }
  }

  @Test
  void many_threads_on_two_nodes_make_no_more_calls_a_second_than_allowed() throws Exception {
    var real = InstantSource.system();
    var shared = new InMemoryCallBudget(real);
    var starts = new ConcurrentLinkedQueue<Instant>();
    try (var left = new SharedPacing(shared, real, Sleeper.system(), UUID.randomUUID());
        var right = new SharedPacing(shared, real, Sleeper.system(), UUID.randomUUID());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Boolean>>();
      for (var call = 0; call < 60; call++) {
        var throttle =
            (call % 2 == 0 ? left : right).perSecond("crm", 40, 0, Duration.ofSeconds(60));
        calls.add(() -> {
          throttle.enter().leave();
          return starts.add(real.instant());
        });
      }
      threads.invokeAll(calls);
    }

    var sorted = starts.stream().sorted().toList();
    assertThat(sorted).hasSize(60);
    for (var call = 40; call < 60; call++) {
      assertThat(Duration.between(sorted.get(call - 40), sorted.get(call)))
          .isGreaterThan(Duration.ofMillis(700));
    }
  }

  @Test
  void an_opt_out_goes_before_those_who_only_read() {
    var throttle = one.perSecond("crm", 1, 0, Duration.ofMillis(900));
    throttle.enter().leave();

    assertThatThrownBy(
            () -> calling(Rank.POLL, other.perSecond("crm", 1, 0, Duration.ofMillis(400))))
        .isInstanceOf(CrmFailure.Transient.class);
    calling(Rank.OPT_OUT, throttle);

    assertThat(budget.usage("crm", ACME).used()).isEqualTo(2);
  }

  @Test
  void who_made_the_calls_is_told_with_the_next_ones() {
    var throttle = one.perSecond("crm", 20, 0, PATIENCE);

    for (var call = 0; call < 5; call++) {
      calling(Rank.PUSH, throttle);
    }

    assertThat(budget.usage("crm", ACME).byAgency()).isEqualTo(4);
  }

  @Test
  void a_pause_asked_of_one_node_is_kept_by_the_other() {
    var permit = one.perSecond("crm", 20, 0, PATIENCE).enter();

    permit.answered(new CrmResponse(429, Map.of("retry-after", "120"), new byte[0], true));

    assertThatThrownBy(() -> other.perSecond("crm", 20, 0, PATIENCE).enter())
        .isInstanceOfSatisfying(
            CrmFailure.Transient.class,
            failure ->
                assertThat(failure.retryAfter().orElseThrow())
                    .isGreaterThan(Duration.ofSeconds(110)));
  }

  @Test
  void no_more_calls_are_under_way_than_allowed_on_all_nodes_together() {
    var here = one.atOnce("account", 2, CALL, PATIENCE);
    var there = other.atOnce("account", 2, CALL, PATIENCE);
    var first = here.enter();
    there.enter();

    assertThatThrownBy(here::enter).isInstanceOf(CrmFailure.Transient.class);
    first.leave();
    here.enter();
  }

  @Test
  void a_call_of_a_node_that_is_gone_counts_until_it_has_surely_ended() {
    one.atOnce("account", 1, CALL, PATIENCE).enter();
    var there = other.atOnce("account", 1, CALL, PATIENCE);

    clock.pass(CALL.minus(PATIENCE).minusSeconds(1));
    assertThatThrownBy(there::enter).isInstanceOf(CrmFailure.Transient.class);
    clock.pass(Duration.ofSeconds(30));
    there.enter();
  }

  @Test
  void a_node_that_was_frozen_asks_anew_instead_of_using_what_is_somebody_elses_now() {
    var here = one.atOnce("account", 1, CALL, PATIENCE);
    here.enter().leave();
    clock.pass(Duration.ofMinutes(5));
    var there = other.atOnce("account", 1, CALL, PATIENCE);
    there.enter();

    assertThatThrownBy(here::enter).isInstanceOf(CrmFailure.Transient.class);
  }

  @Test
  void a_call_the_crm_may_still_be_working_on_keeps_its_place() {
    var here = one.atOnce("account", 1, CALL, PATIENCE);
    here.enter().leaveLater(Duration.ofSeconds(60));

    assertThatThrownBy(here::enter).isInstanceOf(CrmFailure.Transient.class);
    assertThatThrownBy(other.atOnce("account", 1, CALL, PATIENCE)::enter)
        .isInstanceOf(CrmFailure.Transient.class);
    clock.pass(Duration.ofSeconds(50));
    here.enter();
  }

  private static CallBudget answeringLate(CallBudget budget, Runnable way) {
    return (CallBudget)
        Proxy.newProxyInstance(
            CallBudget.class.getClassLoader(),
            new Class<?>[] {CallBudget.class},
            (_, method, arguments) -> {
              var answer = method.invoke(budget, arguments);
              if (method.getName().equals("take")) {
                way.run();
              }
              return answer;
            });
  }

  private static void calling(Rank rank, Throttle throttle) {
    new Calling(Optional.of(ACME), rank)
        .during(() -> {
          throttle.enter().leave();
          return true;
        });
  }

  private SharedPacing node(InstantSource at, Sleeper sleeper) {
    return new SharedPacing(budget, at, sleeper, UUID.randomUUID());
  }

  /// Time passes only while somebody sleeps.
  private static final class Passing implements InstantSource {

    private Instant now = Instant.parse("2026-11-02T09:00:00Z");

    @Override
    public synchronized Instant instant() {
      return now;
    }

    synchronized void pass(Duration length) {
      now = now.plus(length);
    }
  }
}
