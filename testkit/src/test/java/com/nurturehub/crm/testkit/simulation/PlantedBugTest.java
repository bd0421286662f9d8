package com.nurturehub.crm.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulation bites. Each bug is replayed from a seed that finds it, which finds nothing where
/// the bug is not.
class PlantedBugTest {

  /// How many seeds the hunt may take for each bug, by hand: `-Dsimulation.hunt=1000`.
  private static final long HUNT = Long.getLong("simulation.hunt", 0);

  @ParameterizedTest
  @EnumSource
  void a_planted_bug_is_found(PlantedBug bug) {
    assertThat(Simulation.run(bug.seed(), bug).violations()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void without_the_bug_the_same_run_is_clean(PlantedBug bug) {
    assertThat(Simulation.run(bug.seed()).violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(named = "simulation.hunt", matches = "\\d+")
  void a_hunt_finds_the_bug(PlantedBug bug) {
    var finder =
        LongStream.range(0, HUNT)
            .filter(seed -> !Simulation.run(seed, bug).violations().isEmpty())
            .findFirst();

    assertThat(finder).describedAs("%s is pinned to seed %d", bug, bug.seed()).hasValue(bug.seed());
  }
}
