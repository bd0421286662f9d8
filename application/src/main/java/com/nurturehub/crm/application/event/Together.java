package com.nurturehub.crm.application.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Does work for many callers at once. Who comes while the work for others of the same key is being
/// done waits, and then goes together with all who have come meanwhile: a burst of messages costs a
/// few commits, and each caller still learns what became of its own.
final class Together<K, T, R> {

  private static final int DESKS = 64;
  private static final int AT_ONCE_MAX = 500;

  private final BiFunction<K, List<T>, List<R>> work;
  private final List<Desk<K, T, R>> desks = new ArrayList<>();

  /// @param work gives a result for each, in the same order
  Together(BiFunction<K, List<T>, List<R>> work) {
    this.work = work;
    for (var i = 0; i < DESKS; i++) {
      desks.add(new Desk<>());
    }
  }

  private record Ticket<K, T, R>(K key, T item, CompletableFuture<R> result) {}

  /// Where callers of some keys meet.
  private static final class Desk<K, T, R> {

    private final ReentrantLock working = new ReentrantLock();
    private final Queue<Ticket<K, T, R>> waiting = new ArrayDeque<>();

    synchronized void add(Ticket<K, T, R> ticket) {
      waiting.add(ticket);
    }

    synchronized List<Ticket<K, T, R>> next() {
      var next = new ArrayList<Ticket<K, T, R>>();
      for (@Nullable Ticket<K, T, R> first = waiting.poll();
          first != null;
          first = next.size() < AT_ONCE_MAX ? waiting.poll() : null) {
        next.add(first);
      }
      return next;
    }
  }

  R bring(K key, T item) {
    var desk = desks.get(Math.floorMod(key.hashCode(), DESKS));
    var ticket = new Ticket<K, T, R>(key, item, new CompletableFuture<>());
    desk.add(ticket);
    while (!ticket.result().isDone()) {
      desk.working.lock();
      try {
        if (!ticket.result().isDone()) {
          workFor(desk.next());
        }
      } finally {
        desk.working.unlock();
      }
    }
    return outcome(ticket.result());
  }

  private void workFor(List<Ticket<K, T, R>> tickets) {
    var byKey = new HashMap<K, List<Ticket<K, T, R>>>();
    tickets.forEach(
        ticket -> byKey.computeIfAbsent(ticket.key(), _ -> new ArrayList<>()).add(ticket));
    byKey.forEach(this::workFor);
  }

  /// Whatever befalls the work befalls all it was done for.
  private void workFor(K key, List<Ticket<K, T, R>> tickets) {
    try {
      var results = work.apply(key, tickets.stream().map(Ticket::item).toList());
      for (var i = 0; i < tickets.size(); i++) {
        tickets.get(i).result().complete(results.get(i));
      }
    } catch (Throwable failure) {
      tickets.forEach(ticket -> ticket.result().completeExceptionally(failure));
    }
  }

  private static <R> R outcome(CompletableFuture<R> result) {
    try {
      return result.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw failed;
      }
    }
  }
}
