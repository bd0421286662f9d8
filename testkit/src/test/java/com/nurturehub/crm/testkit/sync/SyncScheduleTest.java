package com.nurturehub.crm.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.sync.SyncSchedule;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ChangeFeed.Webhooks;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.testkit.Agencies;
import com.nurturehub.crm.testkit.Times;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When a connection is synced next.
class SyncScheduleTest {

  private static final Duration INTERVAL = Duration.ofHours(4);
  private static final Duration SWEEP = Duration.ofHours(24);
  private static final int CONNECTIONS = 1_000;
  private static final int PARTS = 10;

  private final List<Connection> madeTogether =
      IntStream.range(0, CONNECTIONS)
          .mapToObj(n -> Agencies.connected(new AgencyId("agency-" + n), CrmProvider.REAPIT))
          .toList();

  @Test
  void no_interval_is_shorter_than_chosen_or_longer_by_more_than_a_tenth() {
    assertThat(madeTogether)
        .allSatisfy(connection ->
            assertThat(wait(connection)).isBetween(INTERVAL, INTERVAL.plus(tenthOf(INTERVAL))));
  }

  @Test
  void connections_made_together_are_spread_evenly_over_that_tenth() {
    var part = tenthOf(INTERVAL).dividedBy(PARTS);
    var inEachPart = new int[PARTS];
    madeTogether.forEach(
        connection -> inEachPart[(int) wait(connection).minus(INTERVAL).dividedBy(part)]++);

    assertThat(inEachPart)
        .satisfies(counts ->
            assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count ->
                    assertThat(count).isBetween(CONNECTIONS / PARTS / 2, CONNECTIONS / PARTS * 2)));
  }

  @Test
  void a_crm_that_tells_of_its_changes_is_only_swept() {
    var connection = madeTogether.getFirst();
    var relied =
        Subscription.none(connection.id())
            .answered(new Webhooks("w1", SWEEP), Times.SEVEN)
            .told(Times.SEVEN.plusSeconds(1))
            .agreed(Times.SEVEN, Times.SEVEN.plusSeconds(2));

    var next = SyncSchedule.nextAfter(connection, relied, Times.SEVEN);

    assertThat(Duration.between(Times.SEVEN, next)).isBetween(SWEEP, SWEEP.plus(tenthOf(SWEEP)));
  }

  private static Duration wait(Connection connection) {
    var none = Subscription.none(connection.id());
    return Duration.between(Times.SEVEN, SyncSchedule.nextAfter(connection, none, Times.SEVEN));
  }

  private static Duration tenthOf(Duration duration) {
    return duration.dividedBy(10);
  }
}
