package com.nurturehub.crm.api.progress;

import static com.nurturehub.crm.api.Acme.ACME;
import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.TEN;
import static com.nurturehub.crm.api.Acme.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A script says how the run stands from which second on; time passes only while we pause.
class WatchSyncTest {

  private final TreeMap<Instant, SyncRun> script = new TreeMap<>();
  private final List<Progress> told = new ArrayList<>();
  private Instant now = NINE;

  @Test
  void a_run_in_progress_is_followed_to_its_end() throws InterruptedException {
    at(0, running(0));
    at(5, running(10_000));
    at(9, running(25_000).succeed(TEN));

    watch();

    assertThat(told)
        .extracting(Progress::run)
        .containsExactly(running(0), running(10_000), running(25_000).succeed(TEN));
  }

  @Test
  void the_same_state_is_told_once() throws InterruptedException {
    at(0, running(0));
    at(3_000, running(0).succeed(TEN));

    watch();

    assertThat(told).hasSize(2);
  }

  @Test
  void a_run_that_had_ended_is_told_and_the_next_one_followed() throws InterruptedException {
    at(0, running(25_000).succeed(NINE));
    at(10, next(running(0)));
    at(12, next(running(50)).succeed(TEN));

    watch();

    assertThat(told)
        .extracting(Progress::run)
        .containsExactly(
            running(25_000).succeed(NINE), next(running(0)), next(running(50)).succeed(TEN));
  }

  @Test
  void a_run_that_began_and_ended_between_two_looks_is_told() throws InterruptedException {
    at(0, running(25_000).succeed(NINE));
    at(4, next(running(3)).succeed(TEN));

    watch();

    assertThat(told).hasSize(2);
    assertThat(now).isBefore(NINE.plusSeconds(6));
  }

  @Test
  void nobody_waits_long_for_a_run_that_does_not_begin() throws InterruptedException {
    at(0, running(25_000).succeed(NINE));

    watch();

    assertThat(told).hasSize(1);
    assertThat(now).isBetween(NINE.plus(WatchSync.PATIENCE), NINE.plusSeconds(22));
  }

  @Test
  void a_first_run_is_given_time_to_begin() throws InterruptedException {
    at(5, running(0));
    at(6, running(0).succeed(TEN));

    watch();

    assertThat(told).hasSize(2);
  }

  @Test
  void nobody_is_watched_for_ever() throws InterruptedException {
    at(0, running(0));

    watch();

    assertThat(now).isAfter(NINE.plus(WatchSync.LONGEST));
  }

  @Test
  void the_speed_is_that_of_the_last_quarter_of_a_minute() throws InterruptedException {
    at(0, running(0));
    for (var second = 1; second <= 60; second++) {
      // The CRM slows us down after half a minute.
      at(second, running(second <= 30 ? second * 500 : 15_000 + (second - 30) * 100));
    }
    at(61, running(18_000).succeed(TEN));

    watch();

    assertThat(speedAt(30)).isBetween(450.0, 550.0);
    assertThat(speedAt(60)).isBetween(80.0, 120.0);
    assertThat(told.getLast().recordsPerSecond()).isEmpty();
  }

  @Test
  void the_end_is_projected_from_the_speed_and_what_is_left() throws InterruptedException {
    at(0, running(0));
    at(10, running(5_000));
    at(11, running(5_000).succeed(TEN));

    watch();

    assertThat(told.get(1).projectedEnd().orElseThrow())
        .isBetween(NINE.plusSeconds(45), NINE.plusSeconds(55));
  }

  @Test
  void where_the_crm_does_not_say_how_many_there_are_no_end_is_projected()
      throws InterruptedException {
    at(0, untold(running(0)));
    at(10, untold(running(5_000)));
    at(11, running(5_000).succeed(TEN));

    watch();

    assertThat(told.get(1).recordsPerSecond()).isPresent();
    assertThat(told.get(1).projectedEnd()).isEmpty();
  }

  private void at(int second, SyncRun run) {
    script.put(NINE.plusSeconds(second), run);
  }

  private double speedAt(int second) {
    return told.get(second).recordsPerSecond().orElseThrow();
  }

  private void watch() throws InterruptedException {
    new WatchSync(runs(), () -> now, this::pass).watch(ACME, CrmProvider.REAPIT, told::add);
  }

  private void pass(Duration length) {
    now = now.plus(length);
  }

  private static SyncRun.Running next(SyncRun.Running run) {
    return new SyncRun.Running(
        new SyncRunId(new UUID(3, 2)),
        run.connection(),
        run.pass(),
        run.startedAt(),
        run.position(),
        run.tally(),
        run.total(),
        run.servedFrom());
  }

  private static SyncRun.Running untold(SyncRun.Running run) {
    return new SyncRun.Running(
        run.id(),
        run.connection(),
        run.pass(),
        run.startedAt(),
        run.position(),
        run.tally(),
        OptionalLong.empty(),
        run.servedFrom());
  }

  private ReviewSyncRuns runs() {
    return new ReviewSyncRuns() {
      @Override
      public Slice<SyncRun> list(
          AgencyId agency, Optional<CrmProvider> provider, Slice.Request request) {
        return new Slice<>(List.of(), Optional.empty(), 0);
      }

      @Override
      public Optional<SyncRun> current(AgencyId agency, CrmProvider provider) {
        return Optional.ofNullable(script.floorEntry(now)).map(entry -> entry.getValue());
      }
    };
  }
}
