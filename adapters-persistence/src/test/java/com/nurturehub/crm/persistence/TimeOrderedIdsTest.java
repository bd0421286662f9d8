package com.nurturehub.crm.persistence;

import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  private static final int MORE_THAN_A_MILLISECOND_HOLDS = 10_000;

  private final AtomicReference<Instant> time = new AtomicReference<>(NINE);
  private final InstantSource clock = time::get;
  private final TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));

  @Test
  void an_id_is_a_version_7_uuid_of_its_time() {
    var id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NINE.toEpochMilli());
  }

  @Test
  void ids_of_one_moment_are_in_the_order_they_were_made() {
    var made = Stream.generate(ids::next).limit(MORE_THAN_A_MILLISECOND_HOLDS).toList();

    assertThat(inOrder(made)).isEqualTo(made);
    assertThat(made).doesNotHaveDuplicates();
  }

  @Test
  void ids_stay_in_order_when_the_clock_is_set_back() {
    time.set(TEN);
    var before = ids.next();
    time.set(NINE);
    var after = ids.next();

    assertThat(inOrder(List.of(after, before))).containsExactly(before, after);
  }

  private static List<UUID> inOrder(List<UUID> made) {
    return made.stream().sorted().toList();
  }
}
