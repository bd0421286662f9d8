package com.nurturehub.crm.testkit;

import java.time.Instant;

/// The hours of one morning.
public final class Times {

  public static final Instant SEVEN = Instant.parse("2026-03-02T07:00:00.123456Z");
  public static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00.123456Z");
  public static final Instant NINE = Instant.parse("2026-03-02T09:00:00.123456Z");
  public static final Instant TEN = Instant.parse("2026-03-02T10:00:00.123456Z");
  public static final Instant ELEVEN = Instant.parse("2026-03-02T11:00:00.123456Z");
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

  private Times() {}
}
