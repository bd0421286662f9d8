package com.nurturehub.crm.sandbox;

import com.nurturehub.crm.sandbox.alto.AltoSettings;
import com.nurturehub.crm.sandbox.loop.LoopSettings;
import com.nurturehub.crm.sandbox.reapit.ReapitSettings;
import com.nurturehub.crm.sandbox.street.StreetSettings;
import java.time.Instant;
import java.time.InstantSource;

/// How the sandbox is to be.
///
/// @param port 0 takes a free one
/// @param seed everything invented follows from it
/// @param historyEnd when the invented contacts' history ends. It is no later than the clock's
///   time, and the same at each start, so that nothing seems changed after a restart
/// @param readsKept how many reads are remembered
public record SandboxSettings(
    int port,
    long seed,
    Instant historyEnd,
    InstantSource clock,
    int readsKept,
    ReapitSettings reapit,
    AltoSettings alto,
    StreetSettings street,
    LoopSettings loop) {

  private static final Instant HISTORY_END = Instant.parse("2026-11-01T00:00:00Z");
  private static final int READS_KEPT = 10_000;

  public static SandboxSettings demo() {
    return new SandboxSettings(
        0,
        20_261_101L,
        HISTORY_END,
        InstantSource.system(),
        READS_KEPT,
        ReapitSettings.demo(),
        AltoSettings.demo(),
        StreetSettings.demo(),
        LoopSettings.demo());
  }

  public SandboxSettings withPort(int other) {
    return new SandboxSettings(
        other, seed, historyEnd, clock, readsKept, reapit, alto, street, loop);
  }

  public SandboxSettings withSeed(long other) {
    return new SandboxSettings(
        port, other, historyEnd, clock, readsKept, reapit, alto, street, loop);
  }

  public SandboxSettings withClock(InstantSource other) {
    return new SandboxSettings(
        port, seed, historyEnd, other, readsKept, reapit, alto, street, loop);
  }

  public SandboxSettings withReadsKept(int other) {
    return new SandboxSettings(port, seed, historyEnd, clock, other, reapit, alto, street, loop);
  }

  public SandboxSettings withReapit(ReapitSettings other) {
    return new SandboxSettings(port, seed, historyEnd, clock, readsKept, other, alto, street, loop);
  }

  public SandboxSettings withAlto(AltoSettings other) {
    return new SandboxSettings(
        port, seed, historyEnd, clock, readsKept, reapit, other, street, loop);
  }

  public SandboxSettings withStreet(StreetSettings other) {
    return new SandboxSettings(port, seed, historyEnd, clock, readsKept, reapit, alto, other, loop);
  }

  public SandboxSettings withLoop(LoopSettings other) {
    return new SandboxSettings(
        port, seed, historyEnd, clock, readsKept, reapit, alto, street, other);
  }
}
