package com.nurturehub.crm.scheduling.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.scheduling.embedded.LaneEngine.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Pace PACE = Pace.DEFAULT;

  @Test
  void the_lanes_of_a_killed_node_are_worked_again_within_fifteen_seconds() {
    var taken = PACE.heartbeat().multipliedBy(LaneEngine.HEARTBEATS_MISSED_MAX);
    var searched = PACE.heartbeat().multipliedBy(LaneEngine.HEARTBEATS_PER_SEARCH);

    assertThat(taken.plus(searched).plus(PACE.poll())).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void who_takes_over_is_not_refused_by_the_lease_of_the_dead() {
    // The last heartbeat came at most one interval before the last renewal.
    var earliest = PACE.heartbeat().multipliedBy(LaneEngine.HEARTBEATS_MISSED_MAX - 1);

    assertThat(Bounds.DEFAULT.lease()).isLessThanOrEqualTo(earliest);
  }

  @Test
  void a_slice_ends_before_a_stopping_node_gives_up_on_it() {
    assertThat(Bounds.DEFAULT.slice()).isLessThan(PACE.lastSlice());
  }
}
