package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Ids;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids in the order they are asked for, the same in every run.
public final class CountedIds implements Ids {

  private final AtomicLong last = new AtomicLong();

  @Override
  public UUID next() {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | last.incrementAndGet());
  }
}
