package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// So many calls at once, and no more. A call that the CRM may still be working on counts until it
/// has surely ended.
public final class InFlight implements Throttle {

  private final int most;
  private final Duration patience;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Instant> lingering = new PriorityQueue<>();
  private int busy;

  public InFlight(int most, Duration patience, InstantSource clock) {
    this.most = most;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Permit enter() {
    lock.lock();
    try {
      var until = clock.instant().plus(patience);
      while (!hasRoom()) {
        var _ = changed.awaitNanos(pause(until).toNanos());
      }
      busy++;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw noRoom();
    } finally {
      lock.unlock();
    }
    return new Taken();
  }

  private boolean hasRoom() {
    var now = clock.instant();
    while (!lingering.isEmpty() && !lingering.peek().isAfter(now)) {
      lingering.remove();
    }
    return busy + lingering.size() < most;
  }

  /// Until there may be room, or patience ends.
  private Duration pause(Instant until) {
    var now = clock.instant();
    if (!until.isAfter(now)) {
      throw noRoom();
    }
    var next = lingering.peek();
    return Duration.between(now, next == null || next.isAfter(until) ? until : next);
  }

  private static CrmFailure noRoom() {
    return new CrmFailure.Transient(
        FailureCause.RATE_LIMITED, "The calls allowed at once to this account are all in use.");
  }

  private void end(Instant lingersUntil) {
    lock.lock();
    try {
      busy--;
      lingering.add(lingersUntil);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Gives its room back once.
  private final class Taken implements Permit {

    private final AtomicBoolean over = new AtomicBoolean();

    @Override
    public void leave() {
      leaveLater(Duration.ZERO);
    }

    @Override
    public void leaveLater(Duration after) {
      if (over.compareAndSet(false, true)) {
        end(clock.instant().plus(after));
      }
    }
  }
}
