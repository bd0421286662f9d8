package com.nurturehub.crm.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Lets one thread run at a time, in an order chance decides, and moves the virtual clock when
/// nobody has anything to do now.
final class Baton implements InstantSource {

  private static final ThreadLocal<Actor> SELF = new ThreadLocal<>();

  private final RandomGenerator chance;
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore back = new Semaphore(0);
  private Instant now;
  private boolean isOver;

  Baton(RandomGenerator chance, Instant start) {
    this.chance = chance;
    this.now = start;
  }

  /// Somebody with something to do.
  private static final class Actor {

    private final Semaphore turn = new Semaphore(0);
    private final Optional<Node> node;
    private Instant at;
    private boolean isDone;
    private Optional<Throwable> fault = Optional.empty();

    Actor(Optional<Node> node, Instant at) {
      this.node = node;
      this.at = at;
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
    var actor = new Actor(node, at);
    actors.add(actor);
    Thread.ofVirtual().start(() -> live(actor, work));
  }

  private void live(Actor actor, Runnable work) {
    actor.turn.acquireUninterruptibly();
    SELF.set(actor);
    try {
      mustLive(actor);
      work.run();
    } catch (Crash crash) {
      if (!isOver) {
        actor.node.ifPresent(node -> node.lost(crash));
      }
    } catch (Throwable fault) {
      actor.fault = Optional.of(fault);
    } finally {
      actor.isDone = true;
      back.release();
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
    actor.at = now.plus(time);
    back.release();
    actor.turn.acquireUninterruptibly();
    mustLive(actor);
  }

  private void mustLive(Actor actor) {
    if (isOver || actor.node.filter(node -> !node.isUp()).isPresent()) {
      throw new Crash("gone while waiting");
    }
  }

  /// Runs everybody until nobody has anything to do before `end`; the clock then stands at `end`.
  void runUntil(Instant end) {
    for (var ready = ready(end); !ready.isEmpty(); ready = ready(end)) {
      run(ready.get(chance.nextInt(ready.size())));
    }
    now = end;
  }

  /// Who has something to do next, at a time not after `end`; the clock moves on to it. Asked at
  /// every turn, so it is plain loops.
  private List<Actor> ready(Instant end) {
    var next = Instant.MAX;
    for (var actor : actors) {
      if (actor.at.isBefore(next)) {
        next = actor.at;
      }
    }
    var ready = new ArrayList<Actor>();
    if (next.isAfter(end)) {
      return ready;
    }
    if (next.isAfter(now)) {
      now = next;
    }
    for (var actor : actors) {
      if (!actor.at.isAfter(now)) {
        ready.add(actor);
      }
    }
    return ready;
  }

  /// Everybody still waiting is told to go.
  void end() {
    isOver = true;
    for (var actor : List.copyOf(actors)) {
      run(actor);
    }
  }

  private void run(Actor actor) {
    actor.turn.release();
    back.acquireUninterruptibly();
    if (actor.isDone) {
      actors.remove(actor);
      actor.fault.ifPresent(fault -> {
        throw new IllegalStateException("a thread of the simulation failed", fault);
      });
    }
  }
}
