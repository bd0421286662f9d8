package com.nurturehub.crm.testkit.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// What goes wrong in one run, each with about even odds of being there at all. Shares are of
/// calls, from 0 to 1.
record Faults(
    double errors,
    double timeOutsBefore,
    double timeOutsAfter,
    double rateLimits,
    double quotaEnds,
    double pagesCutShort,
    double crashes,
    double freezes,
    Duration clockSkew,
    boolean coarseStamps,
    boolean revokesCredentials) {

  static Faults drawn(RandomGenerator chance) {
    return new Faults(
        chance.nextBoolean() ? chance.nextDouble() * 0.3 : 0,
        chance.nextBoolean() ? chance.nextDouble() * 0.1 : 0,
        chance.nextBoolean() ? chance.nextDouble() * 0.15 : 0,
        chance.nextBoolean() ? chance.nextDouble() * 0.15 : 0,
        chance.nextBoolean() ? chance.nextDouble() * 0.01 : 0,
        chance.nextBoolean() ? chance.nextDouble() * 0.1 : 0,
        chance.nextBoolean() ? 0.000_4 : 0,
        chance.nextBoolean() ? chance.nextDouble() * 0.03 : 0,
        chance.nextBoolean()
            ? Duration.ofSeconds(chance.nextInt(-600, 601))
            : Duration.ofMillis(chance.nextInt(-1_500, 1_501)),
        chance.nextBoolean(),
        chance.nextBoolean());
  }

  /// A node that goes down forgets that a CRM wanted to be left alone, until it says so again.
  boolean nobodyFalters() {
    return crashes == 0 && freezes == 0;
  }

  /// Every answer to a write arrives, and is followed by a look at what the CRM made of it.
  boolean everyWriteIsSeen() {
    return timeOutsAfter == 0 && nobodyFalters();
  }

  static Faults none(Faults before) {
    return new Faults(0, 0, 0, 0, 0, 0, 0, 0, before.clockSkew, before.coarseStamps, false);
  }
}
