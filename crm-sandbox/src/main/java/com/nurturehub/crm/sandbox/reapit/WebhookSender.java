package com.nurturehub.crm.sandbox.reapit;

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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/// Sends notifications, each up to six times, by the sandbox's clock.
///
/// A 4xx ends the attempts, and events of the shared sandbox are tried once. Only this machine is
/// ever sent to. Every attempt is kept in a ring, for the tester.
final class WebhookSender implements AutoCloseable {

  /// One attempt and what became of it; status 0 means that nobody answered.
  record Attempt(
      Instant at,
      String url,
      String topic,
      String customer,
      String eventId,
      int number,
      int status) {

    ObjectNode json() {
      return Json.object()
          .put("at", at.toString())
          .put("url", url)
          .put("topic", topic)
          .put("customer", customer)
          .put("eventId", eventId)
          .put("attempt", number)
          .put("status", status);
    }
  }

  private record Due(Notification notification, int attempt, Instant at, long order) {}

  private static final List<Duration> LADDER =
      List.of(
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(300),
          Duration.ofSeconds(600),
          Duration.ofSeconds(900));
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");
  private static final int QUEUED_MAX = 200_000;
  private static final int ATTEMPTS_KEPT = 10_000;
  private static final int AT_ONCE = 8;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final SandboxClock clock;
  private final WebhookSigner signer;
  private final Dice dice;
  private final HttpClient http;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Queue<Due> queue =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final Thread pump;
  private Mischief mischief = Mischief.none();
  private long orders;
  private long dropped;
  private volatile boolean closed;

  WebhookSender(SandboxClock clock, WebhookSigner signer, Dice dice) {
    this.clock = clock;
    this.signer = signer;
    this.dice = dice;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .executor(senders)
            .build();
    this.pump = Thread.ofVirtual().name("reapit-webhooks").unstarted(this::pump);
  }

  void start() {
    clock.onMove(this::look);
    pump.start();
  }

  static boolean isLocal(URI uri) {
    return uri.getHost() != null && LOCAL.contains(uri.getHost());
  }

  synchronized Mischief mischief() {
    return mischief;
  }

  synchronized void set(Mischief next) {
    mischief = next;
    notifyAll();
  }

  synchronized void send(Notification notification) {
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
      var sent =
          mischief.freshEventIds() && copy > 0
              ? notification.withEventId(
                  new UUID(own.bits(10 + copy), own.bits(20 + copy)).toString())
              : notification;
      enqueue(new Due(sent, 1, at, orders));
    }
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /// What waits to be sent, and what was never sent (lost on purpose, or for want of room).
  synchronized ObjectNode state() {
    return Json.object()
        .put("waiting", queue.size())
        .put("dropped", dropped)
        .put("signingKeyId", signer.keyId());
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
        due.add(first);
        queue.remove();
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
      var status = posted(due);
      if (!closed) {
        remember(due, status);
        if (isToBeRepeated(due, status)) {
          var wait = LADDER.get(due.attempt() - 1).toMillis() * mischief().timeScale();
          enqueue(
              new Due(
                  due.notification(),
                  due.attempt() + 1,
                  clock.instant().plusMillis((long) wait),
                  due.order()));
        }
      }
    } finally {
      places.release();
    }
  }

  private int posted(Due due) {
    var uri = URI.create(due.notification().url());
    if (!isLocal(uri)) {
      return 0;
    }
    var body = Json.bytes(due.notification().body(due.attempt())).copy();
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    switch (mischief().signature()) {
      case RIGHT -> request.header("X-Signature", signer.header(body, clock.instant()));
      case MISSING -> {}
      case WRONG -> request.header("X-Signature", signer.header(new byte[1], clock.instant()));
      case MISSING_ON_RETRY -> {
        if (due.attempt() == 1) {
          request.header("X-Signature", signer.header(body, clock.instant()));
        }
      }
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static boolean isToBeRepeated(Due due, int status) {
    var refused = status >= 400 && status < 500;
    var taken = status >= 200 && status < 300;
    return !taken
        && !refused
        && due.attempt() <= LADDER.size()
        && !due.notification().customer().equals("SBOX");
  }

  private synchronized void remember(Due due, int status) {
    if (attempts.size() == ATTEMPTS_KEPT) {
      attempts.removeFirst();
    }
    var notification = due.notification();
    attempts.addLast(
        new Attempt(
            clock.instant(),
            notification.url(),
            notification.topic(),
            notification.customer(),
            notification.eventId(),
            due.attempt(),
            status));
  }
}
