package com.nurturehub.crm.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The clock of all sandboxed CRMs: a given source of time, plus an offset that can be moved.
///
/// Everything with a time in it follows this clock: stamps on contacts, token lifetimes, limits,
/// the webhook retry ladder, the `Date` header.
public final class SandboxClock implements InstantSource {

  private final InstantSource source;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private volatile Duration offset = Duration.ZERO;

  public SandboxClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant instant() {
    return source.instant().plus(offset);
  }

  public Duration offset() {
    return offset;
  }

  public void setOffset(Duration newOffset) {
    synchronized (this) {
      offset = newOffset;
    }
    watchers.forEach(Runnable::run);
  }

  public void advance(Duration step) {
    synchronized (this) {
      offset = offset.plus(step);
    }
    watchers.forEach(Runnable::run);
  }

  /// Runs `watcher` whenever the offset was moved.
  public void onMove(Runnable watcher) {
    watchers.add(watcher);
  }
}
