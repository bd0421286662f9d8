package com.nurturehub.crm.scheduling.inngest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the server of wakes that have committed, a moment later and not in the caller's time. What
/// it cannot get rid of is left to the sweep.
final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private static final int WAITING_MAX = 20_000;
  private static final int ATTEMPTS_MAX = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /// So long may the last wakes take to be told.
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final InngestServer server;
  private final BlockingQueue<Wake> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private volatile boolean closing;

  Relay(InngestServer server) {
    this.server = server;
    this.thread = Thread.ofVirtual().name("inngest-relay").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void tell(List<Wake> wakes) {
    for (var wake : wakes) {
      if (!waiting.offer(wake)) {
        LOG.warn("wake left to the sweep connection={}", wake.lane());
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      var isOver = !waiting.isEmpty() && thread.join(LAST_WORDS);
      if (!isOver) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing || !waiting.isEmpty()) {
        var batch = new ArrayList<Wake>();
        batch.add(waiting.take());
        waiting.drainTo(batch, InngestServer.EVENTS_MAX - 1);
        send(batch);
      }
    } catch (InterruptedException _) {
      // The node stops; what was not told is on the rows.
    }
  }

  private void send(List<Wake> batch) throws InterruptedException {
    for (var attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      try {
        server.send(batch);
        return;
      } catch (RuntimeException e) {
        // The server, or the database that knows the lane's CRM, may be away for a while.
        LOG.warn(
            "wakes not told count={} attempt={} cause={}", batch.size(), attempt, e.getMessage());
        Thread.sleep(BETWEEN_ATTEMPTS);
      }
    }
  }
}
