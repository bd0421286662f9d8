package com.nurturehub.crm.testkit.lane;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.lane.NextSlice;
import com.nurturehub.crm.application.lane.NextSlice.At;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Works lanes as the real work does (takes the lease, does something, gives the lane back) and
/// keeps a diary of it.
public final class LaneDiary implements WorkLane {

  /// One slice: which lane, since when.
  public record Slice(ConnectionId lane, Instant startedAt) {}

  /// So long may a slice that has to come take to come: longer than two sweeps of a real engine
  /// that missed the wake, on a machine with much else to do.
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final Duration SPAN = Duration.ofSeconds(10);

  private final LaneLedger ledger;
  private final InstantSource clock;
  private final Function<Slice, NextSlice> script;
  private final BlockingQueue<Slice> unread = new LinkedBlockingQueue<>();
  private final List<Slice> slices = new CopyOnWriteArrayList<>();
  private final Map<ConnectionId, AtomicInteger> inside = new ConcurrentHashMap<>();
  private final AtomicInteger mostInside = new AtomicInteger();

  public LaneDiary(LaneLedger ledger, InstantSource clock, Function<Slice, NextSlice> script) {
    this.ledger = ledger;
    this.clock = clock;
    this.script = script;
  }

  @Override
  public NextSlice work(ConnectionId lane) {
    var takenAt = clock.instant();
    return ledger
        .take(lane, takenAt, SPAN)
        .map(lease -> worked(new Slice(lane, takenAt), lease))
        .orElseGet(() -> notTaken(lane, takenAt));
  }

  private NextSlice notTaken(ConnectionId lane, Instant now) {
    return ledger
        .dueAt(lane)
        .<NextSlice>map(_ -> new At(now.plusSeconds(1)))
        .orElseGet(Resting::new);
  }

  private NextSlice worked(Slice slice, Lease lease) {
    var together = inside.computeIfAbsent(slice.lane(), _ -> new AtomicInteger());
    mostInside.accumulateAndGet(together.incrementAndGet(), Math::max);
    slices.add(slice);
    unread.add(slice);
    var next = script.apply(slice);
    together.decrementAndGet();
    return ledger
        .release(lease, slice.startedAt(), next, 0)
        .<NextSlice>map(At::new)
        .orElseGet(Resting::new);
  }

  /// The next slice that has not been read yet; waits for it.
  public Slice next() {
    return Optional.ofNullable(poll())
        .orElseThrow(() -> new AssertionError("no slice came within " + PATIENCE));
  }

  /// All slices so far, in the order of their start.
  public List<Slice> slices() {
    return List.copyOf(slices);
  }

  /// The most slices of one lane that were ever worked at the same time.
  public int mostTogether() {
    return mostInside.get();
  }

  private @Nullable Slice poll() {
    try {
      return unread.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
