package com.nurturehub.crm.persistence;

import com.nurturehub.crm.application.Ids;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Version 7 UUIDs: the millisecond, a counter within it, and 62 bits of chance. Those of one node
/// come out in order, also within a millisecond and when its clock is set back, so that what is
/// made together lies together in every index.
public final class TimeOrderedIds implements Ids {

  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource clock;
  private final RandomGenerator chance;
  private final AtomicLong last = new AtomicLong();

  public TimeOrderedIds(InstantSource clock, RandomGenerator chance) {
    this.clock = clock;
    this.chance = chance;
  }

  @Override
  public UUID next() {
    var now = clock.millis() << COUNTER_BITS;
    // A full counter runs over into the next millisecond.
    var time = last.updateAndGet(before -> Math.max(before + 1, now));
    var millis = time >>> COUNTER_BITS;
    var counter = time & ((1 << COUNTER_BITS) - 1);
    return new UUID(millis << 16 | VERSION | counter, VARIANT | chance.nextLong() >>> 2);
  }
}
