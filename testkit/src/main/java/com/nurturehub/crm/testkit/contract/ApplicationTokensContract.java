package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.connection.ApplicationTokens.Token;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What every implementation of [ApplicationTokens] promises.
public interface ApplicationTokensContract {

  /// Nothing is stored yet, and it is nine o'clock.
  ApplicationTokens tokens();

  private static Supplier<Token> fetching(String value, Duration valid) {
    return () -> new Token(Secret.of(value), NINE.plus(valid));
  }

  private static Token notFetching() {
    throw new AssertionError("a token is stored");
  }

  @Test
  default void the_first_caller_fetches_and_the_next_ones_share() {
    var tokens = tokens();

    var first = tokens.current(CrmProvider.REAPIT, fetching("one", Duration.ofHours(1)));
    var second = tokens.current(CrmProvider.REAPIT, ApplicationTokensContract::notFetching);

    assertThat(List.of(first, second)).containsOnly(Secret.of("one"));
  }

  @Test
  default void each_crm_has_a_token_of_its_own() {
    var tokens = tokens();
    tokens.current(CrmProvider.REAPIT, fetching("one", Duration.ofHours(1)));

    assertThat(tokens.current(CrmProvider.ALTO, fetching("two", Duration.ofHours(1))))
        .isEqualTo(Secret.of("two"));
  }

  @Test
  default void a_token_that_is_about_to_end_is_not_handed_out() {
    var tokens = tokens();
    tokens.current(CrmProvider.REAPIT, fetching("old", Duration.ofSeconds(5)));

    assertThat(tokens.current(CrmProvider.REAPIT, fetching("new", Duration.ofHours(1))))
        .isEqualTo(Secret.of("new"));
  }

  @Test
  default void after_a_token_was_refused_the_next_caller_fetches() {
    var tokens = tokens();
    var refused = tokens.current(CrmProvider.REAPIT, fetching("old", Duration.ofHours(1)));

    tokens.refused(CrmProvider.REAPIT, refused);

    assertThat(tokens.current(CrmProvider.REAPIT, fetching("new", Duration.ofHours(1))))
        .isEqualTo(Secret.of("new"));
  }

  @Test
  default void who_comes_late_with_a_refused_token_does_not_throw_away_the_new_one() {
    var tokens = tokens();
    var refused = tokens.current(CrmProvider.REAPIT, fetching("old", Duration.ofHours(1)));
    tokens.refused(CrmProvider.REAPIT, refused);
    tokens.current(CrmProvider.REAPIT, fetching("new", Duration.ofHours(1)));

    tokens.refused(CrmProvider.REAPIT, refused);

    assertThat(tokens.current(CrmProvider.REAPIT, ApplicationTokensContract::notFetching))
        .isEqualTo(Secret.of("new"));
  }

  @Test
  default void a_fetch_that_fails_is_the_callers_and_the_next_one_fetches() {
    var tokens = tokens();

    assertThatExceptionOfType(CrmFailure.Transient.class)
        .isThrownBy(() ->
            tokens.current(
                CrmProvider.REAPIT,
                () -> {
                  throw new CrmFailure.Transient(FailureCause.UNAVAILABLE, "down");
                }));

    assertThat(tokens.current(CrmProvider.REAPIT, fetching("new", Duration.ofHours(1))))
        .isEqualTo(Secret.of("new"));
  }

  @Test
  default void many_callers_at_once_fetch_once() throws Exception {
    var tokens = tokens();
    var fetches = new AtomicInteger();
    Callable<Secret> calling =
        () ->
            tokens.current(
                CrmProvider.REAPIT,
                () ->
                    new Token(Secret.of("t" + fetches.incrementAndGet()), NINE.plusSeconds(3_600)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          threads.invokeAll(List.of(calling, calling, calling, calling)).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(answers).containsOnly(Secret.of("t1"));
    }
    assertThat(fetches).hasValue(1);
  }
}
