package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/// Delivers events to the subscriptions, by the sandbox's clock: after anything but a 2xx up to ten
/// times more, but no later than six hours after the change. Every attempt is kept in a ring, for
/// the tester.
final class AltoDeliveries implements AutoCloseable {

  /// One attempt and what became of it; status 0 means that nobody answered.
  record Attempt(
      Instant at, String url, String type, String agency, String id, int number, int status) {

    ObjectNode json() {
      return Json.object()
          .put("at", at.toString())
          .put("url", url)
          .put("type", type)
          .put("agency", agency)
          .put("id", id)
          .put("attempt", number)
          .put("status", status);
    }
  }

  /// An event on its way to one subscription.
  record Parcel(
      AltoSubscription to, String type, String agency, String id, Instant changedAt, Bytes body) {}

  private record Due(Parcel parcel, int attempt, Instant at, long order) {}

  // How Alto spaces its attempts is not published.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(4),
          Duration.ofMinutes(8),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60),
          Duration.ofMinutes(60),
          Duration.ofMinutes(60),
          Duration.ofMinutes(60));
  private static final Duration WINDOW = Duration.ofHours(6);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int QUEUED_MAX = 200_000;
  private static final int ATTEMPTS_KEPT = 10_000;
  private static final int AT_ONCE = 8;

  private final SandboxClock clock;
  private final Dice dice;
  private final HttpClient http;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final List<AltoSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Queue<Due> queue =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final Thread pump;
  private AltoMischief mischief = AltoMischief.none();
  private long orders;
  private long dropped;
  private boolean closed;

  AltoDeliveries(SandboxClock clock, Dice dice) {
    this.clock = clock;
    this.dice = dice;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .executor(senders)
            .build();
    this.pump = Thread.ofVirtual().name("alto-deliveries").unstarted(this::pump);
  }

  void start() {
    clock.onMove(this::look);
    pump.start();
  }

  void subscribe(AltoSubscription subscription) {
    subscriptions.add(subscription);
  }

  void unsubscribeAll() {
    subscriptions.clear();
  }

  List<AltoSubscription> wanting(String type) {
    return subscriptions.stream().filter(one -> one.wants(type)).toList();
  }

  List<AltoSubscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  synchronized AltoMischief mischief() {
    return mischief;
  }

  synchronized void set(AltoMischief next) {
    mischief = next;
    notifyAll();
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  synchronized ObjectNode state() {
    return Json.object().put("waiting", queue.size()).put("dropped", dropped);
  }

  synchronized void send(Parcel parcel) {
    orders++;
    var own = dice.of((int) orders);
    if (own.percent(mischief.lostPercent(), 1)) {
      dropped++;
      return;
    }
    var at = clock.instant();
    if (own.percent(mischief.heldBackPercent(), 2)) {
      at = at.plusSeconds(mischief.holdBackSeconds());
    }
    for (int copy = 0; copy < mischief.copies(); copy++) {
      enqueue(new Due(parcel, 1, at, orders));
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    http.shutdownNow();
    senders.shutdownNow();
  }

  private synchronized void look() {
    notifyAll();
  }

  private synchronized void enqueue(Due due) {
    if (queue.size() >= QUEUED_MAX) {
      dropped++;
      return;
    }
    queue.add(due);
    notifyAll();
  }

  private void pump() {
    try {
      for (var due = next(); !due.isEmpty(); due = next()) {
        for (var one : due) {
          places.acquire();
          senders.execute(() -> attempt(one));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for what is due; nothing means that the sandbox was closed.
  private synchronized List<Due> next() throws InterruptedException {
    while (!closed) {
      var now = clock.instant();
      var due = new ArrayList<Due>();
      for (var first = queue.peek();
          first != null && !first.at().isAfter(now) && due.size() < AT_ONCE;
          first = queue.peek()) {
        queue.remove();
        if (now.isAfter(first.parcel().changedAt().plus(WINDOW))) {
          dropped++;
        } else {
          due.add(first);
        }
      }
      if (!due.isEmpty()) {
        return due;
      }
      if (queue.isEmpty()) {
        wait();
      } else {
        // The clock may run at its own speed, so look again rather than reckon.
        wait(LOOK_AGAIN.toMillis());
      }
    }
    return List.of();
  }

  private void attempt(Due due) {
    try {
      var status = posted(due.parcel());
      if (!closed) {
        remember(due, status);
        if (status < 200 || status >= 300) {
          repeat(due);
        }
      }
    } finally {
      places.release();
    }
  }

  private void repeat(Due due) {
    if (due.attempt() > WAITS.size()) {
      return;
    }
    var wait = WAITS.get(due.attempt() - 1).toMillis() * mischief().timeScale();
    var next = clock.instant().plusMillis((long) wait);
    if (!next.isAfter(due.parcel().changedAt().plus(WINDOW))) {
      enqueue(new Due(due.parcel(), due.attempt() + 1, next, due.order()));
    }
  }

  private int posted(Parcel parcel) {
    var request =
        HttpRequest.newBuilder(URI.create(parcel.to().url()))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.body().copy()));
    parcel.to().prove(request, mischief().signature());
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private synchronized void remember(Due due, int status) {
    if (attempts.size() == ATTEMPTS_KEPT) {
      attempts.removeFirst();
    }
    var parcel = due.parcel();
    attempts.addLast(
        new Attempt(
            clock.instant(),
            parcel.to().url(),
            parcel.type(),
            parcel.agency(),
            parcel.id(),
            due.attempt(),
            status));
  }
}
