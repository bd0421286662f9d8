package com.nurturehub.crm.sandbox.hook;

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
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/// Delivers messages by the sandbox's clock until they are taken or the ladder ends.
///
/// Only this machine is ever sent to. Every attempt is kept in a ring, for the tester.
public final class MessageSender implements AutoCloseable {

  /// One attempt and what became of it; status 0 means that nobody answered.
  public record Attempt(
      Instant at,
      String url,
      String topic,
      String customer,
      String eventId,
      int number,
      int status) {

    public ObjectNode json() {
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

  private record Due(Message message, int attempt, Instant at, long order) {}

  private static final Duration STALE = Duration.ofHours(1);
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");
  private static final int QUEUED_MAX = 200_000;
  private static final int ATTEMPTS_KEPT = 10_000;
  private static final int AT_ONCE = 8;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final SandboxClock clock;
  private final List<Duration> ladder;
  private final Duration answerWithin;
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
  private boolean closed;

  /// @param ladder how long to wait after each attempt that was not taken
  public MessageSender(
      String name, SandboxClock clock, List<Duration> ladder, Duration answerWithin, Dice dice) {
    this.clock = clock;
    this.ladder = List.copyOf(ladder);
    this.answerWithin = answerWithin;
    this.dice = dice;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(answerWithin)
            .executor(senders)
            .build();
    this.pump = Thread.ofVirtual().name(name + "-messages").unstarted(this::pump);
  }

  public void start() {
    clock.onMove(this::look);
    pump.start();
  }

  /// Whether messages to this address would be sent at all.
  public static boolean isLocal(URI uri) {
    return uri.getHost() != null && LOCAL.contains(uri.getHost());
  }

  public synchronized Mischief mischief() {
    return mischief;
  }

  public synchronized void set(Mischief next) {
    mischief = next;
    notifyAll();
  }

  public synchronized void send(Message message) {
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
              ? message.withEventId(new UUID(own.bits(10 + copy), own.bits(20 + copy)).toString())
              : message;
      enqueue(new Due(sent, 1, at, orders));
    }
  }

  public synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /// What waits to be sent, and what was never sent (lost on purpose, or for want of room).
  public synchronized ObjectNode state() {
    return Json.object().put("waiting", queue.size()).put("dropped", dropped);
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
      var taken = status >= 200 && status < 300;
      remember(due, status);
      if (!taken && due.attempt() <= ladder.size()) {
        var wait = ladder.get(due.attempt() - 1).toMillis() * mischief().timeScale();
        enqueue(
            new Due(
                due.message(),
                due.attempt() + 1,
                clock.instant().plusMillis((long) wait),
                due.order()));
      }
    } finally {
      places.release();
    }
  }

  private int posted(Due due) {
    var uri = URI.create(due.message().url());
    if (!isLocal(uri)) {
      return 0;
    }
    var message = due.message();
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(answerWithin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body().copy()));
    message.headers().forEach(request::header);
    signature(message, due.attempt()).forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Map<String, String> signature(Message message, int attempt) {
    var now = clock.instant();
    var id = message.eventId();
    return switch (mischief().signature()) {
      case RIGHT -> message.signing().headers(id, message.body(), now);
      case MISSING -> Map.of();
      case WRONG -> message.signing().headers(id, Bytes.of("{}"), now);
      case STALE -> message.signing().headers(id, message.body(), now.minus(STALE));
      case MISSING_ON_RETRY ->
          attempt == 1 ? message.signing().headers(id, message.body(), now) : Map.of();
    };
  }

  private synchronized void remember(Due due, int status) {
    if (attempts.size() == ATTEMPTS_KEPT) {
      attempts.removeFirst();
    }
    var message = due.message();
    attempts.addLast(
        new Attempt(
            clock.instant(),
            message.url(),
            message.topic(),
            message.customer(),
            message.eventId(),
            due.attempt(),
            status));
  }
}
