package com.nurturehub.crm.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {

  /// More seeds, or others: `-Dsimulation.seeds=20000 -Dsimulation.first=100000`.
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 2_000);

  private static final long FIRST = Long.getLong("simulation.first", 0);

  @Test
  void no_seed_breaks_a_promise() throws Exception {
    var summary = SimulationMain.run(FIRST, SEEDS);

    assertThat(summary.dirty()).describedAs("%s", summary).isEmpty();
    assertThat(summary.seeds()).isEqualTo(SEEDS);
    assertThat(summary.edits()).isGreaterThan(100L * SEEDS);
  }

  @Test
  void the_same_seed_is_the_same_run() {
    assertThat(Simulation.run(11)).isEqualTo(Simulation.run(11));
  }
}
