package com.nurturehub.crm.scheduling.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nurturehub.crm.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

  private static final Instant NINE = Instant.parse("2001-02-03T09:00:00Z");

  private final AtomicReference<Instant> database = new AtomicReference<>(NINE);
  private final AtomicLong ticks = new AtomicLong(7);

  @Test
  void it_says_what_the_database_said_and_the_time_that_has_passed_since() {
    try (var clock = new DatabaseClock(database::get, ticks::get)) {
      passes(Duration.ofMinutes(5));

      assertThat(clock.instant()).isEqualTo(NINE.plus(Duration.ofMinutes(5)));
    }
  }

  @Test
  void it_follows_a_database_whose_clock_was_set() {
    try (var clock = new DatabaseClock(database::get, ticks::get)) {
      passes(Duration.ofMinutes(5));
      database.set(NINE.plus(Duration.ofDays(1)));
      clock.set();

      assertThat(clock.instant()).isEqualTo(NINE.plus(Duration.ofDays(1)));
    }
  }

  @Test
  void it_goes_on_counting_while_the_database_is_away() {
    var answers = new ArrayDeque<>(List.of(NINE));
    try (var clock = new DatabaseClock(answers::remove, ticks::get)) {
      passes(Duration.ofMinutes(5));
      clock.set();

      assertThat(clock.instant()).isEqualTo(NINE.plus(Duration.ofMinutes(5)));
    }
  }

  @Test
  void the_way_to_the_database_and_back_counts_half() {
    try (var clock = new DatabaseClock(this::slowly, ticks::get)) {
      assertThat(clock.instant()).isEqualTo(NINE.plusSeconds(1));
    }
  }

  @Test
  void a_real_database_tells_the_time() {
    try (var postgres = PostgresServer.freshDatabase();
        var clock = DatabaseClock.of(postgres.service())) {
      // The server runs on this machine.
      assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
  }

  private Instant slowly() {
    passes(Duration.ofSeconds(2));
    return database.get();
  }

  private void passes(Duration time) {
    ticks.addAndGet(time.toNanos());
  }
}
