package com.nurturehub.crm.domain.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Seeds;
import org.junit.jupiter.params.ParameterizedTest;

/// Two CRMs that spell differently, one contact, and people who edit at any moment: whatever
/// happens, everybody agrees in the end, and nothing is lost on the way.
class ConvergenceTest {

  @ParameterizedTest
  @Seeds(3_000)
  void both_crms_and_the_hub_agree_in_the_end_and_nothing_is_lost(long seed) {
    var world = new SmallWorld(seed);

    world.live();

    assertThat(world.complaints()).as(world.story()).isEmpty();
  }

  @ParameterizedTest
  @Seeds(200)
  void the_same_seed_is_the_same_story(long seed) {
    var one = new SmallWorld(seed);
    var other = new SmallWorld(seed);

    one.live();
    other.live();

    assertThat(one.story()).isEqualTo(other.story());
  }
}
