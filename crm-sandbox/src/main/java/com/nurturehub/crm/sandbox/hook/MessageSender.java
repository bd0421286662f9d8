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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /// What went over the wire.
  private record Sent(Bytes body, Map<String, String> headers) {}

  /// `again` is what is sent once more as it was.
  private record Due(Message message, int attempt, Instant at, long order, Optional<Sent> again) {}

  private static final Duration STALE = Duration.ofHours(1);
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");
  private static final int QUEUED_MAX = 200_000;
  private static final int ATTEMPTS_KEPT = 10_000;
  private static final int AT_ONCE = 8;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final SandboxClock clock;
  private final Patience patience;
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

  public MessageSender(String name, SandboxClock clock, Patience patience, Dice dice) {
    this.clock = clock;
    this.patience = patience;
    this.dice = dice;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.answerWithin())
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
      enqueue(new Due(sent, 1, at, orders, Optional.empty()));
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
        queue.remove();
        if (now.isAfter(first.message().at().plus(patience.window()))) {
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
      var sent = due.again().orElseGet(() -> written(due.message(), due.attempt()));
      var status = posted(due.message(), sent);
      if (isClosed()) {
        return;
      }
      remember(due, status);
      if (due.again().isPresent()) {
        return;
      }
      if (patience.isOver(due.attempt(), status)) {
        replayLater(due, sent, status);
      } else if (!due.message().once()) {
        repeat(due);
      }
    } finally {
      places.release();
    }
  }

  private void repeat(Due due) {
    var wait = patience.ladder().get(due.attempt() - 1).toMillis() * mischief().timeScale();
    var next = clock.instant().plusMillis((long) wait);
    if (!next.isAfter(due.message().at().plus(patience.window()))) {
      enqueue(new Due(due.message(), due.attempt() + 1, next, due.order(), Optional.empty()));
    }
  }

  private void replayLater(Due due, Sent sent, int status) {
    var after = mischief().replayAfterSeconds();
    if (after > 0 && status >= 200 && status < 300) {
      var at = clock.instant().plusSeconds(after);
      enqueue(new Due(due.message(), due.attempt(), at, due.order(), Optional.of(sent)));
    }
  }

  private Sent written(Message message, int attempt) {
    var body = mischief().garbled() ? Bytes.of("{\"garbled") : message.body(attempt);
    var headers = new HashMap<>(message.headers());
    headers.putAll(signature(message, body, attempt));
    return new Sent(body, Map.copyOf(headers));
  }

  private int posted(Message message, Sent sent) {
    var uri = URI.create(message.url());
    if (!isLocal(uri)) {
      return 0;
    }
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(patience.answerWithin())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body().copy()));
    sent.headers().forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Map<String, String> signature(Message message, Bytes body, int attempt) {
    var now = clock.instant();
    var id = message.eventId();
    return switch (mischief().signature()) {
      case RIGHT -> message.signing().headers(id, body, now);
      case MISSING -> Map.of();
      case WRONG -> message.signing().forged(id, now);
      case STALE -> message.signing().headers(id, body, now.minus(STALE));
      case MISSING_ON_RETRY -> attempt == 1 ? message.signing().headers(id, body, now) : Map.of();
    };
  }

  private synchronized boolean isClosed() {
    return closed;
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
