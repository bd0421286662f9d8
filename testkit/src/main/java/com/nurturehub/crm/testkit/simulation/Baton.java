package com.nurturehub.crm.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Lets one thread run at a time, in an order chance decides, and moves the virtual clock when
/// nobody has anything to do now. Whoever has nothing more to do now hands over to the next.
final class Baton implements InstantSource {

  private static final ThreadLocal<Actor> SELF = new ThreadLocal<>();

  private final RandomGenerator chance;
  private final TreeMap<Instant, List<Actor>> waiting = new TreeMap<>();
  private final Semaphore back = new Semaphore(0);
  private Instant now;
  private Instant end;
  private boolean isOver;
  private Optional<Throwable> fault = Optional.empty();

  Baton(RandomGenerator chance, Instant start) {
    this.chance = chance;
    this.now = start;
    this.end = start;
  }

  /// Somebody with something to do.
  private static final class Actor {

    private final Semaphore turn = new Semaphore(0);
    private final Optional<Node> node;
    private final Runnable work;
    private boolean hasBegun;

    Actor(Optional<Node> node, Runnable work) {
      this.node = node;
      this.work = work;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  Optional<Node> node() {
    return Optional.ofNullable(SELF.get()).flatMap(actor -> actor.node);
  }

  boolean isActor() {
    return SELF.get() != null;
  }

  /// Begins at `at`; on a node it dies with the node.
  void start(Optional<Node> node, Instant at, Runnable work) {
    waitUntil(at, new Actor(node, work));
  }

  private void waitUntil(Instant at, Actor actor) {
    waiting.computeIfAbsent(at, _ -> new ArrayList<>()).add(actor);
  }

  private void live(Actor actor) {
    SELF.set(actor);
    try {
      mustLive(actor);
      actor.work.run();
    } catch (Crash crash) {
      if (!isOver) {
        actor.node.ifPresent(node -> node.lost(crash));
      }
    } catch (Throwable thrown) {
      fault = Optional.of(thrown);
    } finally {
      handOver(next());
    }
  }

  /// Lets others run now, if chance wants it.
  void letOthersRun() {
    sleep(Duration.ZERO);
  }

  void sleep(Duration time) {
    var actor = SELF.get();
    if (actor == null) {
      return;
    }
    waitUntil(now.plus(time), actor);
    var next = next();
    if (!next.equals(Optional.of(actor))) {
      handOver(next);
      actor.turn.acquireUninterruptibly();
    }
    mustLive(actor);
  }

  private void mustLive(Actor actor) {
    if (isOver || actor.node.filter(node -> !node.isUp()).isPresent()) {
      throw new Crash("gone while waiting");
    }
  }

  /// Runs everybody until nobody has anything to do before `end`; the clock then stands at `end`.
  void runUntil(Instant end) {
    this.end = end;
    run(next());
    now = end;
  }

  /// Who has something to do next, at a time not after the end; the clock moves on to it.
  private Optional<Actor> next() {
    if (isOver || fault.isPresent() || waiting.isEmpty() || waiting.firstKey().isAfter(end)) {
      return Optional.empty();
    }
    var first = waiting.firstKey();
    if (first.isAfter(now)) {
      now = first;
    }
    var ready = waiting.headMap(now, true);
    var chosen = chance.nextInt(ready.values().stream().mapToInt(List::size).sum());
    for (var entry : ready.entrySet()) {
      if (chosen < entry.getValue().size()) {
        return Optional.of(called(entry, chosen));
      }
      chosen -= entry.getValue().size();
    }
    throw new IllegalStateException("more are ready than wait");
  }

  private Actor called(Map.Entry<Instant, List<Actor>> waitingAlike, int chosen) {
    var actor = waitingAlike.getValue().remove(chosen);
    if (waitingAlike.getValue().isEmpty()) {
      waiting.remove(waitingAlike.getKey());
    }
    return actor;
  }

  private void handOver(Optional<Actor> next) {
    next.ifPresentOrElse(this::resume, back::release);
  }

  private void resume(Actor actor) {
    if (actor.hasBegun) {
      actor.turn.release();
    } else {
      actor.hasBegun = true;
      Thread.ofVirtual().start(() -> live(actor));
    }
  }

  /// Everybody still waiting is told to go.
  void end() {
    isOver = true;
    waiting.values().stream()
        .flatMap(List::stream)
        .filter(actor -> actor.hasBegun)
        .toList()
        .forEach(actor -> run(Optional.of(actor)));
  }

  private void run(Optional<Actor> first) {
    handOver(first);
    back.acquireUninterruptibly();
    fault.ifPresent(thrown -> {
      throw new IllegalStateException("a thread of the simulation failed", thrown);
    });
  }
}
